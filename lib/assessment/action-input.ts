import { z } from "zod";
import { id, requiredText, text, whole } from "@/lib/kernel/input";
import { actionStatuses } from "./action-words";

/** Forms send what is not chosen as an empty text. */
const orNone = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? null : value), schema.nullable());

/** 0–5 in hundredths. */
const score = z
  .preprocess(
    (value) => (typeof value === "string" ? Number(value) : value),
    z.number({ error: "is not a number" }).min(0, "is below 0").max(5, "is above 5"),
  )
  .transform((value) => Math.round(value * 100) / 100);

const day = z.iso
  .date({ error: "is not a day such as 2026-03-31" })
  .refine((value) => value >= "2000-01-01" && value < "2200-01-01", {
    error: "is not a day of this century or the next",
  });

const questions = z
  .array(z.object({ question_id: id(), target_score: score }))
  .max(200, "are more than 200")
  .refine((list) => new Set(list.map((each) => each.question_id)).size === list.length, {
    error: "names a question twice",
  });
const evidenceIds = z
  .array(id())
  .max(50, "are more than 50")
  .transform((ids) => [...new Set(ids)]);

/** What is typed about an action, in API names. */
const actionFields = {
  title: requiredText(200),
  description: text(5_000),
  owner_id: orNone(id()),
  due_on: orNone(day),
  effort: orNone(whole(1, 5)),
  questions,
  evidence_ids: evidenceIds,
};

export const newActionInput = z.object({
  product_id: id(),
  title: actionFields.title,
  description: actionFields.description.default(""),
  owner_id: actionFields.owner_id.default(null),
  due_on: actionFields.due_on.default(null),
  effort: actionFields.effort.default(null),
  questions: actionFields.questions.default([]),
  evidence_ids: actionFields.evidence_ids.default([]),
});

/** Only what is given changes. `before_id` places it on the board: before that action, or last for null. */
export const actionChangesInput = z.object({
  action_id: id(),
  version: whole(1, 2_147_483_647).optional(),
  title: actionFields.title.optional(),
  description: actionFields.description.optional(),
  owner_id: actionFields.owner_id.optional(),
  due_on: actionFields.due_on.optional(),
  effort: actionFields.effort.optional(),
  questions: actionFields.questions.optional(),
  evidence_ids: actionFields.evidence_ids.optional(),
  status: z.enum(actionStatuses).optional(),
  before_id: orNone(id()).optional(),
});

/** Who may own an action. */
export const actionConstraints = {
  actions_owner_fk: { path: "owner_id", message: "is not a user of the product's organization" },
};
