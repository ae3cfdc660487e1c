import { z } from "zod";
import {
  findConnector,
  insertConnector,
  listConnectors,
  sealConnector,
  updateConnector,
} from "@/db/queries/intelligence/osint-connectors";
import { listAgencies } from "@/db/queries/intelligence/retention";
import { findOrganization } from "@/db/queries/identity/organizations";
import { command } from "@/lib/kernel/command";
import { config } from "@/lib/kernel/config";
import { Fault, invalidField, notFound } from "@/lib/kernel/fault";
import { addressProblem } from "@/lib/kernel/guarded-fetch";
import { query } from "@/lib/kernel/query";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { sealValue } from "@/lib/vault/sealed-value";
import { inIntelligence } from "../policy";
import { connectorCredentialPlace } from "../sealed-places";
import { connectorInput } from "./osint-input";
import { canManageConnectors } from "./osint-policy";

/** The services that may be asked: an agency's own to its analysts, all to superusers. Never a credential. */
export const getConnectors = query({
  action: "intelligence.connectors.list",
  input: z.object({}),
  allow: inIntelligence,
  run: async ({ tx, actor }) => ({
    connectors: await listConnectors(tx),
    agencies: canManageConnectors(actor) ? await listAgencies(tx) : [],
  }),
});

/**
 * Sets up or changes a connector. Its credential goes in and never comes out again; it is asked for anew when the address
 * changes, so that it cannot be sent to whom it was not meant for.
 */
export const saveConnector = command({
  action: "intelligence.connectors.save",
  input: connectorInput,
  target: (tx, { organization_id }) => findOrganization(tx, organization_id),
  subject: "organization",
  sensitive: true,
  allow: canManageConnectors,
  constraints: {
    osint_connectors_name_key: { path: "name", message: "is the name of another connector of this agency" },
  },
  run: async ({ tx, target }, given) => {
    const { id, version, kind, name, base_url: baseUrl, credential, timeout_seconds, is_enabled: isEnabled } = given;
    const problem = addressProblem(baseUrl, {
      privateHosts: config().osintPrivateHosts,
      setting: "OSINT_PRIVATE_HOSTS",
    });
    if (problem) throw invalidField("base_url", problem);
    const standing = id === undefined ? undefined : await findConnector(tx, id);
    if (id !== undefined && standing?.organization_id !== target.id) throw notFound("connector");
    if (standing?.has_credential && standing.base_url !== baseUrl && !credential)
      throw invalidField("credential", "is required: it belongs to the address before");
    const row = { name, baseUrl, timeoutMs: timeout_seconds * 1000, isEnabled };
    const connectorId = standing?.id ?? (await insertConnector(tx, target.id, { ...row, kind }));
    if (standing && !(await updateConnector(tx, standing.id, version, row)))
      throw new Fault("stale_version", "Somebody else changed this connector. Load the page again.");
    if (credential) {
      const { id: dataKeyId, key } = await currentDataKey(tx, target.id);
      const sealed = sealValue(Buffer.from(credential), key, connectorCredentialPlace(target.id, connectorId));
      await sealConnector(tx, connectorId, sealed, dataKeyId);
    }
    return { id: connectorId };
  },
});
