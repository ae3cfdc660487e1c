import type { Statement, Tx } from "@/db/client";
import type { ConnectorKind } from "@/db/schema/intelligence/osint-connectors";

export interface ConnectorRow {
  id: number;
  organization_id: number;
  organization: string;
  kind: ConnectorKind;
  name: string;
  base_url: string;
  timeout_ms: number;
  is_enabled: boolean;
  has_credential: boolean;
  version: number;
}

const columns = `k.id, k.organization_id, o.name as organization, k.kind, k.name, k.base_url, k.timeout_ms, k.is_enabled,
  k.credential is not null as has_credential, k.version`;

const listStatement: Statement = {
  name: "list_osint_connectors",
  text: `select ${columns} from osint_connectors k join organizations o on o.id = k.organization_id
    order by o.name, k.name limit 500`,
};

/** The connectors within reach: an agency's own, or all. */
export const listConnectors = (tx: Tx) => tx.send<ConnectorRow>(listStatement, []);

const findStatement: Statement = {
  name: "find_osint_connector",
  text: `select ${columns}, k.credential, k.data_key_id from osint_connectors k join organizations o on o.id = k.organization_id
    where k.id = $1`,
};

export const findConnector = async (tx: Tx, id: number) =>
  (await tx.send<ConnectorRow & { credential: Buffer | null; data_key_id: number | null }>(findStatement, [id]))[0];

const insertStatement: Statement = {
  name: "insert_osint_connector",
  text: `insert into osint_connectors (organization_id, kind, name, base_url, timeout_ms, is_enabled)
    values ($1, $2, $3, $4, $5, $6) returning id`,
};

export interface ConnectorSettingsRow {
  kind: ConnectorKind;
  name: string;
  baseUrl: string;
  timeoutMs: number;
  isEnabled: boolean;
}

export const insertConnector = async (tx: Tx, organizationId: number, row: ConnectorSettingsRow): Promise<number> => {
  const values = [organizationId, row.kind, row.name, row.baseUrl, row.timeoutMs, row.isEnabled];
  return (await tx.send<{ id: number }>(insertStatement, values))[0]!.id;
};

const updateStatement: Statement = {
  name: "update_osint_connector",
  text: `update osint_connectors set name = $3, base_url = $4, timeout_ms = $5, is_enabled = $6, version = version + 1, updated_at = now()
    where id = $1 and version = $2 returning id`,
};

/** False where somebody else changed it meanwhile. */
export const updateConnector = async (tx: Tx, id: number, version: number, row: Omit<ConnectorSettingsRow, "kind">) =>
  (await tx.send(updateStatement, [id, version, row.name, row.baseUrl, row.timeoutMs, row.isEnabled])).length > 0;

const credentialStatement: Statement = {
  name: "seal_osint_connector",
  text: "update osint_connectors set credential = $2, data_key_id = $3 where id = $1",
};

export const sealConnector = (tx: Tx, id: number, credential: Buffer, dataKeyId: number) =>
  tx.send(credentialStatement, [id, credential, dataKeyId]);
