import { z } from "zod";
import { actionStatuses } from "@/lib/assessment/action-words";
import { nextCursor, time } from "./answers";

const score = z.number().min(0).max(5);

export const actionSchema = z
  .strictObject({
    id: z.int(),
    product_id: z.int(),
    product: z.string(),
    organization_id: z.int(),
    organization: z.string(),
    title: z.string(),
    description: z.string(),
    owner_id: z.int().nullable().describe("Null: nobody has taken it on."),
    owner: z.string(),
    due_on: z.iso.date().nullable(),
    overdue: z.boolean().describe("Past its day, and not finished."),
    status: z.enum(actionStatuses),
    effort: z.int().min(1).max(5).nullable(),
    questions: z
      .array(z.strictObject({ question_id: z.int(), target_score: score }))
      .describe("What it is about, and the score each answer is to have then."),
    evidence: z.array(z.strictObject({ id: z.int(), filename: z.string(), size: z.int() })),
    created_by: z.int(),
    creator: z.string(),
    version: z.int(),
    completed_at: time.nullable(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: "Action" });

export const actionsSchema = z
  .strictObject({ actions: z.array(actionSchema), next_cursor: nextCursor })
  .meta({ id: "Actions" });
