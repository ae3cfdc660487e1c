import { openDataKey } from "@/lib/vault/data-keys";
import { openValue } from "@/lib/vault/sealed-value";
import type { SsoProvider } from "@/db/queries/identity/sso";

/** Where the secret of an organization's provider stands. */
export const secretPlace = (organizationId: number) => ({
  table: "sso_providers",
  column: "client_secret",
  organizationId,
  row: organizationId,
});

export const openSecret = ({ clientSecret, dataKey }: SsoProvider): string =>
  openValue(clientSecret, openDataKey(dataKey), secretPlace(dataKey.organizationId)).toString();
