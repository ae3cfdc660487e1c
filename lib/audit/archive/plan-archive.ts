import { z } from "zod";
import { findArchives, findMonth, findMonths, type ArchiveRow } from "@/db/queries/audit/archives";
import type { Caller } from "@/lib/kernel/actor";
import { config } from "@/lib/kernel/config";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { query } from "@/lib/kernel/query";
import { canReadTrail } from "../policy";
import { FEWEST_MONTHS, monthInput, monthName, monthsBefore } from "./months";

/** Why a month stays, or that it goes. `written`: its file stands, and its entries are still in the database. */
export type MonthFate = "archive" | "written" | "empty" | "unsealed" | "held";

export interface PlannedMonth {
  /** "2026-01". */
  month: string;
  entries: number;
  bytes: number;
  sealed: boolean;
  held: boolean;
  fate: MonthFate;
}

/** The months before which all may go: the last three whole ones never do. */
const planInput = z.object({ before: monthInput.optional() });

const listMonths = query({
  action: "audit.archive.list-months",
  input: planInput,
  allow: canReadTrail,
  run: async ({ tx }, { before }) => {
    const youngest = monthsBefore(new Date(), FEWEST_MONTHS);
    if (before && before > youngest) {
      const message = `should be ${monthName(youngest)} or earlier: the last ${FEWEST_MONTHS} whole months stay`;
      throw invalidField("before", message);
    }
    const { auditMonths } = config();
    const until = before ?? (auditMonths === undefined ? undefined : monthsBefore(new Date(), auditMonths));
    return until === undefined ? [] : (await findMonths(tx, until)).map(monthName);
  },
});

/** How a month stands, and the file of it that was written before, if it is of all its entries. */
export const planMonth = query({
  action: "audit.archive.plan-month",
  input: z.object({ month: monthInput }),
  allow: canReadTrail,
  run: async ({ tx }, { month }): Promise<{ planned: PlannedMonth; written: ArchiveRow | null }> => {
    const [row, archives] = [await findMonth(tx, month), await findArchives(tx)];
    if (!row) throw new Fault("not_found", `The database has no ${monthName(month)}.`);
    const { entries, bytes, unsealed, held, first_id, last_id } = row;
    const kept = archives.find((archive) => archive.month === month && !archive.removed);
    const fits = kept?.entries === entries && kept.first_id === first_id && kept.last_id === last_id;
    let fate: MonthFate = fits ? "written" : "archive";
    if (unsealed > 0) fate = "unsealed";
    if (held) fate = "held";
    if (entries === 0) fate = "empty";
    const planned = { month: monthName(month), entries, bytes, sealed: unsealed === 0, held, fate };
    return { planned, written: fits ? kept : null };
  },
});

/**
 * What would be archived: the months before one, or those older than the policy keeps; none where there is no policy. Each is
 * read from end to end, in a transaction of its own.
 */
export async function planArchive(caller: Caller, given: z.input<typeof planInput>): Promise<PlannedMonth[]> {
  const planned: PlannedMonth[] = [];
  for (const month of await listMonths(caller, given)) planned.push((await planMonth(caller, { month })).planned);
  return planned;
}
