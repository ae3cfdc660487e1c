import { z } from "zod";
import { id, text } from "@/lib/kernel/input";

export const moveProductInput = z.object({
  product_id: id(),
  /** The newest published one without it. */
  questionnaire_version_id: id().optional(),
  /** Of the preview that was looked at: the move is refused where answers have changed since. */
  state: text(60).optional(),
});
