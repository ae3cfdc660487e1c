import { COUNTED_OCCURRENCES, type IdentifierRow, type ListedIdentifier } from "@/db/queries/intelligence/identifiers";

/** Accounts that may have written an identifier before it counts as common: then it links none of them. */
export const MOST_LINKED_SUBJECTS = 50;

/** What every answer says of an identifier. */
export const describeIdentifier = (row: IdentifierRow) => ({
  id: row.id,
  kind: row.kind,
  value: row.value,
  normalized: row.normalized,
  /** What the kind leaves open: a wallet's currency, a hash's algorithm, a telephone number's country, a link's host. */
  detail: row.detail,
  is_valid: row.is_valid,
  verified_at: row.verified_at?.toISOString() ?? null,
  first_seen: row.first_seen?.toISOString() ?? null,
  last_seen: row.last_seen?.toISOString() ?? null,
  occurrences: row.occurrences,
});

/** The same in a list, with how far it reaches. */
export const describeListed = (row: ListedIdentifier) => ({
  ...describeIdentifier(row),
  contents: row.contents,
  subjects: row.subjects,
  cases: row.cases,
  /** Messages and accounts were counted over the first so many occurrences; there are more. */
  counted_to: row.occurrences > COUNTED_OCCURRENCES ? COUNTED_OCCURRENCES : null,
  is_common: row.subjects > MOST_LINKED_SUBJECTS,
});
export type Listed = ReturnType<typeof describeListed>;
