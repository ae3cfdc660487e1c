import { id, requiredText } from "@/lib/kernel/input";
import { z } from "zod";

const share = z.preprocess(
  (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value),
  z.number({ error: "must be a number" }).min(0).max(1),
);

/** What somebody holds two accounts for, how surely, and why. */
export const judgementInput = z.object({
  subject_id: id(),
  other_id: id(),
  verdict: z.enum(["same", "different", "unsure"], { error: "choose one" }),
  /** 0–1. */
  confidence: share,
  reason: requiredText(2_000),
});

export const undoInput = z.object({ judgement_id: id(), reason: requiredText(2_000) });

export const flagInput = z.object({
  subject_id: id(),
  flagged: z.preprocess((value) => (value === "true" ? true : value === "false" ? false : value), z.boolean()),
  reason: requiredText(2_000),
});
