import type { Statement, Tx } from "@/db/client";

/** Of each kind of record an export has so many at most. */
export const MOST_EXPORTED = 20_000;
/** So many times at most an export says that an identifier stands in a message. */
export const MOST_OCCURRENCES = 100_000;

export interface FrameRow {
  id: number;
  organization_id: number;
  name: string;
  description: string;
  created_at: Date;
  updated_at: Date;
}

const agencyStatement: Statement = {
  name: "export_agency",
  text: `select id, name, created_at as "createdAt" from organizations where id = $1`,
};

export const findExportAgency = async (tx: Tx, organizationId: number) =>
  (await tx.send<{ id: number; name: string; createdAt: Date }>(agencyStatement, [organizationId]))[0];

const reachStatement: Statement = {
  name: "case_contents_in_reach",
  text: `select c.id, c.organization_id, c.number || ' ' || c.title as name, '' as description, c.created_at, c.updated_at
    from cases c where c.id = $1 and c.id = any ((select app.case_reach())::integer[])`,
};

/** A case whose contents the actor may see. */
export const findExportCase = async (tx: Tx, id: number) => (await tx.send<FrameRow>(reachStatement, [id]))[0];

const osintStatement: Statement = {
  name: "export_osint_result",
  text: `select id, organization_id, 'Search ' || id || ' for ' || query as name, connector || ', ' || search_type as description,
      created_at, coalesce(ended_at, created_at) as updated_at from osint_results where id = $1`,
};

export const findExportOsint = async (tx: Tx, id: number) => (await tx.send<FrameRow>(osintStatement, [id]))[0];

const identifier = `i.id, i.kind, i.value, i.normalized, nullif(i.detail, '') as detail, i.is_valid as "isValid",
  i.verified_at as "verifiedAt", i.first_seen as "firstSeen", i.last_seen as "lastSeen", i.occurrences, i.created_at as "createdAt"`;

export interface IdentifierRow {
  id: number;
  kind: string;
  value: string;
  normalized: string;
  detail: string | null;
  isValid: boolean;
  verifiedAt: Date | null;
  firstSeen: Date | null;
  lastSeen: Date | null;
  occurrences: number;
  createdAt: Date;
}

const chosenStatement: Statement = {
  name: "export_identifiers",
  text: `select ${identifier} from identifiers i where i.organization_id = $1 and i.id = any ($2::integer[]) order by i.id`,
};

export const listChosenIdentifiers = (tx: Tx, organizationId: number, ids: number[]) =>
  tx.send<IdentifierRow>(chosenStatement, [organizationId, ids]);

const ofCaseStatement: Statement = {
  name: "export_identifiers_of_case",
  text: `select ${identifier} from identifiers i where i.organization_id = $1 and (
      i.id in (select l.identifier_id from identifier_case_links l where l.organization_id = $1 and l.case_id = $2)
      or i.id in (select o.identifier_id from content_case_links l join identifier_occurrences o
                    on o.organization_id = l.organization_id and o.content_id = l.content_id
                   where l.organization_id = $1 and l.case_id = $2))
    order by i.id limit $3`,
};

/** Identifiers that were put into a case, and those that stand in its messages. */
export const listIdentifiersOfCase = (tx: Tx, organizationId: number, caseId: number) =>
  tx.send<IdentifierRow>(ofCaseStatement, [organizationId, caseId, MOST_EXPORTED + 1]);

const linkedStatement: Statement = {
  name: "export_identifiers_of_search",
  text: `select ${identifier}, l.confidence_score as confidence, l.note, l.created_at as "linkedAt"
    from osint_identifier_links l join identifiers i on i.organization_id = l.organization_id and i.id = l.identifier_id
    where l.organization_id = $1 and l.osint_result_id = $2 order by i.id limit $3`,
};

export const listIdentifiersOfSearch = (tx: Tx, organizationId: number, resultId: number) =>
  tx.send<IdentifierRow & { confidence: number; note: string; linkedAt: Date }>(linkedStatement, [
    organizationId,
    resultId,
    MOST_EXPORTED + 1,
  ]);

const contentStatement: Statement = {
  name: "export_content_of_case",
  text: `select c.id::text as id, s.platform, s.name as source, c.platform_content_id as "platformContentId", c.subject_id as "subjectId",
      c.text, c.posted_at as "postedAt", c.created_at as "createdAt"
    from content_case_links l join content c on c.organization_id = l.organization_id and c.id = l.content_id
    join sources s on s.organization_id = c.organization_id and s.id = c.source_id
    where l.organization_id = $1 and l.case_id = $2 order by c.id limit $3`,
};

export interface ContentRow {
  id: string;
  platform: string;
  source: string;
  platformContentId: string;
  subjectId: number | null;
  text: string;
  postedAt: Date | null;
  createdAt: Date;
}

export const listContentOfCase = (tx: Tx, organizationId: number, caseId: number) =>
  tx.send<ContentRow>(contentStatement, [organizationId, caseId, MOST_EXPORTED + 1]);

const occurrenceStatement: Statement = {
  name: "export_occurrences_of_case",
  text: `select distinct o.identifier_id as "identifierId", o.content_id::text as "contentId"
    from content_case_links l join identifier_occurrences o on o.organization_id = l.organization_id and o.content_id = l.content_id
    where l.organization_id = $1 and l.case_id = $2 order by 1, 2 limit $3`,
};

export const listOccurrencesOfCase = (tx: Tx, organizationId: number, caseId: number) =>
  tx.send<{ identifierId: number; contentId: string }>(occurrenceStatement, [
    organizationId,
    caseId,
    MOST_OCCURRENCES + 1,
  ]);

const subjectStatement: Statement = {
  name: "export_subjects_of_case",
  text: `select b.id, b.platform, b.platform_user_id as "platformUserId", b.username, b.display_name as "displayName" from subjects b
    where b.organization_id = $1 and (
      b.id in (select l.subject_id from subject_case_links l where l.organization_id = $1 and l.case_id = $2)
      or b.id in (select c.subject_id from content_case_links l join content c on c.organization_id = l.organization_id and c.id = l.content_id
                   where l.organization_id = $1 and l.case_id = $2))
    order by b.id limit $3`,
};

export interface SubjectRow {
  id: number;
  platform: string;
  platformUserId: string;
  username: string | null;
  displayName: string | null;
}

/** Subjects that were put into a case, and those who wrote its messages. */
export const listSubjectsOfCase = (tx: Tx, organizationId: number, caseId: number) =>
  tx.send<SubjectRow>(subjectStatement, [organizationId, caseId, MOST_EXPORTED + 1]);
