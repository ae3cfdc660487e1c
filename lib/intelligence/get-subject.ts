import { z } from "zod";
import { listFlags } from "@/db/queries/intelligence/subject-flags";
import { listToldJudgements } from "@/db/queries/intelligence/subject-judgements";
import {
  countActivity,
  listMarks,
  listPartners,
  listProfileContent,
  listSubjectCases,
  listWrittenIdentifiers,
} from "@/db/queries/intelligence/subject-profile";
import { suggestSame } from "@/db/queries/intelligence/subject-suggestions";
import { findSubjectRow, listAccountRows, type AccountRow } from "@/db/queries/intelligence/subjects";
import { flag, id, limit } from "@/lib/kernel/input";
import { describeSubject } from "./list-subjects";
import { look } from "./look";
import { inIntelligence } from "./policy";
import { fillSteps, periods, spanOf } from "./subjects/activity";
import { cursorBehind, placeOf } from "./subjects/moment-cursor";

/** Identifiers that a profile shows. */
const SHOWN_IDENTIFIERS = 50;

/**
 * The profile of an account: the accounts judged to be the same person's, and together what they wrote and when, what they
 * named, whom they answer, the cases they are in, what people decided about them, and who else they may be.
 */
export const getSubject = look({
  action: "intelligence.subject.read",
  scope: "intelligence:read",
  input: z.object({
    subject_id: id(),
    period: z.enum(periods).default("90"),
    /** Only messages in which rules found something. */
    hits: flag().default(false),
    /** Only messages that name it. */
    identifier_id: id().optional(),
    limit: limit(100, 20),
    cursor: z.string().max(200).optional(),
  }),
  target: (tx, { subject_id }) => findSubjectRow(tx, subject_id),
  subject: "subject",
  allow: inIntelligence,
  run: async ({ tx, target }, input) => {
    const organization = target.organization_id;
    const after = placeOf(input.cursor, "w");

    const accounts = await listAccountRows(tx, organization, target.profile_id);
    const ids = accounts.map((account) => account.id);
    const span = spanOf(input.period, momentOf(accounts, "first"), momentOf(accounts, "last"));
    const handles = [...new Set(accounts.flatMap(({ username }) => (username ? [username.toLowerCase()] : [])))];
    const [counts, rows, identifiers, cases, partners, judgements, flags, suggestions] = await Promise.all([
      countActivity(tx, organization, ids, span.step, span.from, span.to),
      listProfileContent(tx, organization, ids, {
        hits: input.hits,
        identifierId: input.identifier_id ?? null,
        after,
        limit: input.limit + 1,
      }),
      listWrittenIdentifiers(tx, organization, ids),
      listSubjectCases(tx, organization, ids),
      listPartners(tx, organization, ids),
      listToldJudgements(tx, organization, ids),
      listFlags(tx, organization, ids),
      suggestSame(tx, organization, ids, handles),
    ]);
    const content = rows.slice(0, input.limit);
    const last = content.at(-1);
    const marks = await listMarks(
      tx,
      organization,
      content.map((each) => each.id),
    );
    return {
      id: target.id,
      profile_id: target.profile_id,
      accounts: accounts.map(describeAccount),
      activity: { step: span.step, counts: fillSteps(counts, span) },
      content: content.map((each) => ({
        ...each,
        posted_at: each.posted_at?.toISOString() ?? null,
        marks: marks.filter(({ content_id }) => content_id === each.id).map(({ content_id: _, ...mark }) => mark),
      })),
      next_cursor: rows.length > content.length && last ? cursorBehind(last.posted_at, last.id) : null,
      identifiers: identifiers.slice(0, SHOWN_IDENTIFIERS).map(withMoments),
      more_identifiers: identifiers.length > SHOWN_IDENTIFIERS,
      cases,
      partners: partners.map((each) => ({ ...each, last: each.last?.toISOString() ?? null })),
      judgements: judgements.map(({ decided_at, revoked_at, ...each }) => ({
        ...each,
        decided_at: decided_at.toISOString(),
        revoked_at: revoked_at?.toISOString() ?? null,
      })),
      flags: flags.map(({ created_at, ...each }) => ({ ...each, created_at: created_at.toISOString() })),
      suggestions,
    };
  },
  seen: ({ accounts }, { subject_id, identifier_id, cursor }, { organization_id }) => ({
    table: "subjects",
    recordId: subject_id,
    organizationId: organization_id,
    details: {
      accounts: accounts.map(({ id }) => id),
      ...(identifier_id && { identifier_id }),
      ...(cursor && { further: true }),
    },
  }),
});

export type SubjectProfile = Awaited<ReturnType<typeof getSubject>>;

function momentOf(accounts: AccountRow[], which: "first" | "last"): Date | null {
  const times = accounts.flatMap(({ first_seen, last_seen }) => {
    const at = which === "first" ? first_seen : last_seen;
    return at ? [at.getTime()] : [];
  });
  return times.length ? new Date(which === "first" ? Math.min(...times) : Math.max(...times)) : null;
}

const describeAccount = ({ source, flag_reason, flagged_by, flagged_at, ...row }: AccountRow) => ({
  ...describeSubject(row),
  source,
  flag_reason,
  flagged_by,
  flagged_at: flagged_at?.toISOString() ?? null,
});

const withMoments = <Row extends { first: Date | null; last: Date | null }>(row: Row) => ({
  ...row,
  first: row.first?.toISOString() ?? null,
  last: row.last?.toISOString() ?? null,
});
