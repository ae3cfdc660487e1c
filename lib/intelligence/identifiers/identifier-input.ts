import { id, requiredText, text } from "@/lib/kernel/input";
import { z } from "zod";
import { IDENTIFIER_KINDS } from "@/lib/intelligence/extraction/identifier";

export const identifierKind = z.enum(IDENTIFIER_KINDS);

/** A country as ISO 3166 writes it, for telephone numbers without its code. */
const region = z.preprocess(
  (value) => (value === "" ? undefined : value),
  z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, "is not a country of two letters")
    .optional(),
);

/** What a person writes down that no text had. */
export const enterIdentifierInput = z.object({ kind: identifierKind, value: requiredText(500), region });

/** Characters of a list that is looked up at once. */
const MOST_PASTED = 50_000;

export const lookupInput = z.object({
  text: z.string().trim().min(1, "is required").max(MOST_PASTED),
  region,
  organization_id: id().optional(),
});

export const verifyIdentifierInput = z.object({
  identifier_id: id(),
  verified: z.boolean(),
  note: text(500).default(""),
});
