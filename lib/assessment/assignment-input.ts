import { day, id, text } from "@/lib/kernel/input";
import { z } from "zod";

/** Who answers a section or a question: one of the two is named. */
export const assignmentInput = z
  .object({
    product_id: id(),
    section_id: id().optional(),
    question_id: id().optional(),
    user_id: id(),
    due_on: day().default(null),
    note: text(500).default(""),
  })
  .check((ctx) => {
    const { section_id, question_id } = ctx.value;
    if ((section_id === undefined) !== (question_id === undefined)) return;
    const message = "section_id or question_id is required, and only one of them";
    ctx.issues.push({ code: "custom", path: ["section_id"], message, input: ctx.value });
  });
