import { flag, id, text, whole } from "@/lib/kernel/input";
import { z } from "zod";

/** What a save says. Fields that are not given stay as they were. */
export const saveResponseInput = z
  .object({
    product_id: id(),
    question: text(2_000).min(1, "must not be empty").optional(),
    question_id: id().optional(),
    answer: z.string().max(20_000, "is longer than 20,000 characters").optional(),
    option_id: id().optional(),
    /** Of a question that takes several options; empty for none of them. */
    option_ids: z.array(id()).max(100).optional(),
    user_id: id().optional(),
    section: text(200).optional(),
    dimension: text(200).optional(),
    subdimension: text(200).optional(),
    maturity_score: whole(0, 5).optional(),
    comment: text(20_000).optional(),
    evidence_path: z.string().max(500).optional(),
    evidence_ids: z.array(id()).max(50).optional(),
    not_applicable: flag().optional(),
    not_applicable_reason: text(2_000).optional(),
    submit: flag().optional(),
    version: whole(0, 2_147_483_647).optional(),
    /** Ours: change only what is given, even before there is an answer. */
    partial: flag().optional(),
  })
  .check((ctx) => {
    const given = ctx.value;
    const problem = (path: string, message: string) =>
      ctx.issues.push({ code: "custom", path: [path], message, input: given });
    if (given.question === undefined && given.question_id === undefined) {
      problem("question", "question or question_id is required");
    }
    const chosen = given.option_id ?? given.option_ids;
    if (given.option_id !== undefined && given.option_ids) problem("option_ids", "cannot stand beside option_id");
    const answers = given.answer?.trim() || chosen !== undefined || given.not_applicable || given.partial;
    if (!answers) problem("answer", "is required unless not_applicable, option_id or option_ids is given");
  });

export type SaveResponseInput = z.output<typeof saveResponseInput>;
