import type { Tx } from "@/db/client";

export interface NewIdentifier {
  organizationId: number;
  kind: string;
  value: string;
  normalized: string;
  detail: string;
  isValid: boolean;
}

const insertStatement = {
  name: "insert_identifier",
  text: `insert into identifiers (organization_id, kind, value, normalized, detail, is_valid) values ($1, $2, $3, $4, $5, $6)
    on conflict (organization_id, kind, normalized) do nothing returning id`,
};
const knownStatement = {
  name: "known_identifier",
  text: "select id from identifiers where organization_id = $1 and kind = $2 and normalized = $3",
};

/** Its id, and whether it was known already. */
export async function insertIdentifier(tx: Tx, row: NewIdentifier): Promise<{ id: number; known: boolean }> {
  const { organizationId, kind, value, normalized, detail, isValid } = row;
  const [made] = await tx.send<{ id: number }>(insertStatement, [
    organizationId,
    kind,
    value,
    normalized,
    detail,
    isValid,
  ]);
  if (made) return { id: made.id, known: false };
  const [known] = await tx.send<{ id: number }>(knownStatement, [organizationId, kind, normalized]);
  return { id: known!.id, known: true };
}

const verifyStatement = {
  name: "verify_identifier",
  text: `update identifiers set verified_by = $2, verified_at = case when $2::integer is not null then now() end, verification_note = $3
    where id = $1 and ($2::integer is null or verified_by is null or verified_by = $2) returning id`,
};

/** Says who holds it to be right, and why; null takes that back. False: another verified it before. */
export const verifyIdentifierRow = async (tx: Tx, id: number, by: number | null, note: string): Promise<boolean> =>
  (await tx.send(verifyStatement, [id, by, note])).length > 0;
