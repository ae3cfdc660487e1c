import { z } from "zod";
import type { ActionStatus } from "@/db/schema/assessment/actions";
import { listActionRows } from "@/db/queries/assessment/actions";
import { findProduct } from "@/db/queries/assessment/products";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { flag, id, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeAction } from "./action";
import { actionListStates, actionStatuses } from "./action-words";
import { canListActions } from "./plan-policy";
import { canSeeProduct } from "./policy";
import { accessTo } from "./product";

/** The states that a list asks for by one word. */
const states: Record<(typeof actionListStates)[number], readonly ActionStatus[]> = {
  unfinished: ["open", "in_progress"],
  open: ["open"],
  in_progress: ["in_progress"],
  done: ["done"],
  dropped: ["dropped"],
  all: actionStatuses,
};

/** A day after all others: where those without one stand in a cursor. */
const NEVER = "9999-12-31";

/**
 * One page of the actions within reach, or of one product; those due first before those without a day. `mine` are those
 * the caller owns. Actions of archived products are left out.
 */
export const listActions = query({
  action: "assessment.action.list",
  scope: "products:read",
  subject: "product",
  input: z.object({
    product_id: id().optional(),
    organization_id: id().optional(),
    mine: flag().default(false),
    overdue: flag().default(false),
    state: z.enum(actionListStates).default("unfinished"),
    limit: limit(500, 50),
    cursor: z.string().max(1_000).optional(),
  }),
  target: async (tx, input) => (input.product_id === undefined ? null : findProduct(tx, input.product_id)),
  allow: (actor, product) => (product ? canSeeProduct(actor, accessTo(product)) : canListActions(actor)),
  run: async ({ tx, actor }, input) => {
    const after = decodeCursor(input.cursor, "tn");
    const rows = await listActionRows(tx, {
      productId: input.product_id ?? null,
      organizationId: input.organization_id ?? null,
      ownerId: input.mine ? actor.userId : null,
      statuses: states[input.state],
      overdue: input.overdue,
      after: after ? { dueOn: after[0] === NEVER ? null : (after[0] as string), id: after[1] as number } : null,
      limit: input.limit + 1,
    });
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    const more = rows.length > input.limit && last;
    return {
      actions: page.map(describeAction),
      next_cursor: more ? encodeCursor([last.due_on ?? NEVER, last.id]) : null,
    };
  },
});
