import { insertAuthenticator, listAuthenticators } from "@/db/queries/identity/factors";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { homeDataKey } from "@/lib/vault/home-data-key";
import { sealValue, secretPlace } from "@/lib/vault/sealed-value";
import { isPerson } from "../policy";
import { appInput } from "./factor-input";
import { MOST_FACTORS } from "./most-factors";
import { describeTotpSecret, newTotpSecret } from "./totp";

/** Makes the secret of an authenticator app, shown in this answer alone; it counts once a code of it was given. */
export const startApp = command({
  action: "identity.factor.start-app",
  input: appInput,
  beforeSecondFactor: true,
  sensitive: true,
  allow: isPerson,
  run: async ({ tx, actor }, { name }) => {
    const { userId, organizationId } = actor;
    if ((await listAuthenticators(tx, userId)).length >= MOST_FACTORS) {
      throw new Fault("conflict", `${MOST_FACTORS} apps are the most. Remove one first.`);
    }
    const secret = newTotpSecret();
    const { id: dataKeyId, key } = await homeDataKey(tx, organizationId);
    const sealed = sealValue(secret, key, secretPlace(organizationId, userId));
    const id = await insertAuthenticator(tx, { userId, name, dataKeyId, secret: sealed });
    return { authenticatorId: id, ...describeTotpSecret(secret, actor.email) };
  },
});
