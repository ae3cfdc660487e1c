import { z } from "zod";
import { countCases, listCaseRows } from "@/db/queries/intelligence/cases";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { day, flag, id, limit, text } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { casePriorities, caseStatuses, type CaseStatus } from "./case-words";
import { canListCases } from "./case-policy";
import { countsOf, describeCaseFor } from "./describe-case";

/** What a list of cases is narrowed to by one word. */
const caseListStates = ["unfinished", ...caseStatuses, "all"] as const;
const statesOf = (state: (typeof caseListStates)[number]): readonly CaseStatus[] => {
  if (state === "all") return caseStatuses;
  return state === "unfinished" ? ["open", "in_progress", "on_hold"] : [state];
};

/** A day after all others: where those without one stand in a cursor. */
const NEVER = "9999-12-31";

/**
 * One page of the register: an analyst's own cases, and for superusers all of them, with how much is in each and never what.
 * Those due first come first.
 */
export const listCases = query({
  action: "intelligence.case.list",
  scope: "intelligence:read",
  input: z.object({
    state: z.enum(caseListStates).default("unfinished"),
    priority: z.enum(casePriorities).optional(),
    assigned_to: id().optional(),
    /** Those assigned to the caller. */
    mine: flag().default(false),
    /** Those due on that day or before. */
    due_by: day().optional(),
    q: text(200).default(""),
    limit: limit(500, 50),
    cursor: z.string().max(1_000).optional(),
  }),
  allow: canListCases,
  run: async ({ tx, actor }, input) => {
    const after = decodeCursor(input.cursor, "tn");
    const rows = await listCaseRows(tx, {
      statuses: statesOf(input.state),
      priorities: input.priority ? [input.priority] : casePriorities,
      assignedTo: input.mine ? actor.userId : (input.assigned_to ?? null),
      dueBy: input.due_by ?? null,
      q: input.q,
      after: after ? { dueOn: after[0] === NEVER ? null : (after[0] as string), id: after[1] as number } : null,
      limit: input.limit + 1,
    });
    const page = rows.slice(0, input.limit);
    const counts = new Map(
      (
        await countCases(
          tx,
          page.map((row) => row.id),
        )
      ).map((each) => [each.case_id, each]),
    );
    const last = page.at(-1);
    const more = rows.length > input.limit && last;
    return {
      cases: page.map((row) => ({ ...describeCaseFor(actor, row), counts: countsOf(counts.get(row.id)) })),
      next_cursor: more ? encodeCursor([last.due_on ?? NEVER, last.id]) : null,
    };
  },
});
