import type { Statement, Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";

/** An identifier that somebody linked to a search. */
export interface OsintLinkRow {
  id: number;
  identifier_id: number;
  kind: string;
  value: string;
  normalized: string;
  confidence: number;
  note: string;
  added_by_name: string;
  created_at: Date;
}

const listStatement: Statement = {
  name: "list_osint_links",
  text: `select l.id, l.identifier_id, i.kind, i.value, i.normalized, l.confidence_score as confidence, l.note,
      ${personName("u")} as added_by_name, l.created_at
    from osint_identifier_links l join identifiers i on i.organization_id = l.organization_id and i.id = l.identifier_id
      left join users u on u.id = l.added_by
    where l.osint_result_id = $1 order by l.id limit 1000`,
};

export const listOsintLinks = (tx: Tx, osintResultId: number) => tx.send<OsintLinkRow>(listStatement, [osintResultId]);

const knownStatement: Statement = {
  name: "known_identifiers",
  text: `select i.id, i.kind, i.normalized, i.occurrences from identifiers i
    where i.organization_id = $1 and (i.kind, i.normalized) in (select * from unnest($2::text[], $3::text[]))`,
};

/** Which of these the agency has seen itself. */
export const findKnownIdentifiers = (tx: Tx, organizationId: number, wanted: { kind: string; normalized: string }[]) =>
  tx.send<{ id: number; kind: string; normalized: string; occurrences: number }>(knownStatement, [
    organizationId,
    wanted.map(({ kind }) => kind),
    wanted.map(({ normalized }) => normalized),
  ]);

const linkStatement: Statement = {
  name: "link_osint_identifier",
  text: `insert into osint_identifier_links (organization_id, osint_result_id, identifier_id, confidence_score, note, added_by)
    values ($1, $2, $3, $4, $5, $6)
    on conflict on constraint osint_identifier_links_key do update set confidence_score = excluded.confidence_score, note = excluded.note
    returning id`,
};

export interface NewOsintLink {
  organizationId: number;
  osintResultId: number;
  identifierId: number;
  confidence: number;
  note: string;
  addedBy: number;
}

/** Links an identifier to a search, or says anew how surely. */
export const linkOsintIdentifier = async (tx: Tx, row: NewOsintLink): Promise<number> => {
  const { organizationId, osintResultId, identifierId, confidence, note, addedBy } = row;
  const values = [organizationId, osintResultId, identifierId, confidence, note, addedBy];
  return (await tx.send<{ id: number }>(linkStatement, values))[0]!.id;
};

const unlinkStatement: Statement = {
  name: "unlink_osint_identifier",
  text: "delete from osint_identifier_links where osint_result_id = $1 and id = $2 returning id",
};

export const unlinkOsintIdentifier = async (tx: Tx, osintResultId: number, linkId: number): Promise<boolean> =>
  (await tx.send(unlinkStatement, [osintResultId, linkId])).length > 0;
