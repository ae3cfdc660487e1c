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
    where id = $1`,
};

/** Says who holds it to be right, and why; null takes that back. */
export const verifyIdentifierRow = (tx: Tx, id: number, by: number | null, note: string) =>
  tx.send(verifyStatement, [id, by, note]);

/** A case as far as adding to it asks. */
export interface CaseToAddTo {
  id: number;
  organization_id: number;
  number: string;
  title: string;
  status: string;
  can_edit: boolean;
}

const caseColumns = "c.id, c.organization_id, c.number, c.title, c.status, m.can_edit";
const myCases = `cases c join user_case_links m on m.organization_id = c.organization_id and m.case_id = c.id and m.user_id = (select app.actor_id())`;
const caseStatement = { name: "case_to_add_to", text: `select ${caseColumns} from ${myCases} where c.id = $1` };
const openStatement = {
  name: "cases_to_add_to",
  text: `select ${caseColumns} from ${myCases} where m.can_edit and c.status not in ('closed', 'archived') order by c.id desc limit 100`,
};

/** A case of the actor's own. */
export const findCaseToAddTo = async (tx: Tx, id: number): Promise<CaseToAddTo | undefined> =>
  (await tx.send<CaseToAddTo>(caseStatement, [id]))[0];

/** Cases into which the actor may put something now. */
export const listCasesToAddTo = (tx: Tx) => tx.send<CaseToAddTo>(openStatement, []);

const linkStatement = {
  name: "link_identifier",
  text: `insert into identifier_case_links (organization_id, case_id, identifier_id, relevance, note, added_by)
    values ($1, $2, $3, $4, $5, $6) on conflict (organization_id, case_id, identifier_id) do nothing returning id`,
};

/** False: it was in the case already. */
export async function linkIdentifierRow(
  tx: Tx,
  link: {
    organizationId: number;
    caseId: number;
    identifierId: number;
    relevance: string;
    note: string;
    userId: number;
  },
): Promise<boolean> {
  const { organizationId, caseId, identifierId, relevance, note, userId } = link;
  return (await tx.send(linkStatement, [organizationId, caseId, identifierId, relevance, note, userId])).length > 0;
}
