import type { SsoProvider } from "@/db/queries/identity/sso";
import { openDataKey } from "@/lib/vault/data-keys";
import { openValue, providerSecretPlace } from "@/lib/vault/sealed-value";

export const openSecret = ({ clientSecret, dataKey }: SsoProvider): string =>
  openValue(clientSecret, openDataKey(dataKey), providerSecretPlace(dataKey.organizationId)).toString();
