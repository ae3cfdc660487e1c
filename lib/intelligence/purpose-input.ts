import { id, requiredText } from "@/lib/kernel/input";
import { z } from "zod";

/** Why somebody looks: in a few words that another person understands, and the order or mandate it stands on. */
export const setPurposeInput = z.object({
  purpose: requiredText(300),
  authority: z.string().trim().max(300).default(""),
  case_id: z.preprocess((value) => (value === "" ? undefined : value), id().optional()),
});
