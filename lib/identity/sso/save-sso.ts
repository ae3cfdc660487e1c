import { findOrganization } from "@/db/queries/identity/organizations";
import { findProvider, insertProvider, replaceDomains, updateProvider } from "@/db/queries/identity/sso";
import { command } from "@/lib/kernel/command";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { providerSecretPlace, sealValue } from "@/lib/vault/sealed-value";
import { canAdminister } from "../admin/policy";
import { addressProblem } from "./guarded-fetch";
import { ssoConstraints, ssoInput } from "./sso-input";

/**
 * Sets up or changes an organization's single sign-on. The secret goes in and never comes out again; it is asked for anew
 * when issuer or client change, so that it cannot be sent to whom it was not meant for.
 */
export const saveSso = command({
  action: "identity.sso.save",
  input: ssoInput,
  target: (tx, { organizationId }) => findOrganization(tx, organizationId),
  subject: "organization",
  sensitive: true,
  allow: canAdminister,
  constraints: ssoConstraints,
  run: async ({ tx, target }, { organizationId, version, clientSecret, domains, ...settings }) => {
    const problem = addressProblem(settings.issuer);
    if (problem) throw invalidField("issuer", problem);
    const standing = await findProvider(tx, target.id);
    if ((standing?.version ?? 0) !== version) throw stale();
    const isAnother = settings.issuer !== standing?.issuer || settings.clientId !== standing.clientId;
    if (!clientSecret && isAnother)
      throw invalidField("clientSecret", "is required: it belongs to this issuer and client");
    const sealed = clientSecret ? await seal(clientSecret) : undefined;
    if (!standing) await insertProvider(tx, { organizationId, ...settings, ...sealed! });
    else if (!(await updateProvider(tx, { organizationId, version }, { ...settings, ...sealed }))) throw stale();
    await replaceDomains(tx, organizationId, domains);

    async function seal(secret: string) {
      const { id: dataKeyId, key } = await currentDataKey(tx, organizationId);
      return { dataKeyId, clientSecret: sealValue(Buffer.from(secret), key, providerSecretPlace(organizationId)) };
    }
  },
});

const stale = () => new Fault("stale_version", "Somebody else changed these settings. Load the page again.");
