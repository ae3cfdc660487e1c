import { day, id, requiredText, text, whole } from "@/lib/kernel/input";
import { z } from "zod";

/** What a lead asks for, or a client asks about; a question or an answer says where. */
export const evidenceRequestInput = z
  .object({
    kind: z.enum(["request", "question"]),
    product_id: id(),
    question_id: id().optional(),
    response_id: id().optional(),
    text: requiredText(2_000),
    /** Of a request only. */
    due_on: day().default(null),
  })
  .check((ctx) => {
    const { question_id, response_id, kind, due_on } = ctx.value;
    const problem = (path: string, message: string) =>
      ctx.issues.push({ code: "custom", path: [path], message, input: ctx.value });
    if (question_id === undefined && response_id === undefined)
      problem("question_id", "question_id or response_id is required");
    if (kind === "question" && due_on !== null) problem("due_on", "is for requests");
  });

/** How a request ends but by evidence: withdrawn by who asked, declined with words, or answered. */
export const requestResolutionInput = z
  .object({
    request_id: id(),
    status: z.enum(["withdrawn", "declined", "answered"]),
    text: text(2_000).default(""),
    version: whole(1, 2_147_483_647).optional(),
  })
  .check((ctx) => {
    const { status, text: words } = ctx.value;
    if (words || status === "withdrawn") return;
    const message = status === "declined" ? "is required: say why" : "is required";
    ctx.issues.push({ code: "custom", path: ["text"], message, input: ctx.value });
  });
