import { z } from "zod";
import { findAnswer, findAnswerActivity } from "@/db/queries/assessment/answer-activity";
import { entryKey } from "@/lib/audit/entry-key";
import { id, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeActivity, placeOf } from "./activity";
import { canSeeProduct } from "./policy";

/** Everything that ever happened to an answer: its changes, comments, verdicts, evidence and who read that; newest first. */
export const getAnswerActivity = query({
  action: "assessment.answer.activity",
  scope: "responses:read",
  subject: "answer",
  input: z.object({ response_id: id(), limit: limit(200, 50), cursor: z.string().max(40).optional() }),
  target: (tx, input) => findAnswer(tx, input.response_id),
  allow: (actor, answer) => canSeeProduct(actor, { organizationId: answer.organization_id }),
  run: async ({ tx, actor, target: answer }, input) => {
    const rows = await findAnswerActivity(tx, answer, placeOf(input.cursor), input.limit + 1);
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      answer,
      activity: page.map((row) => describeActivity(row, actor)),
      next_cursor: rows.length > input.limit && last ? entryKey(last.timestamp, last.id) : null,
    };
  },
});
