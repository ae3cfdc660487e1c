import { flag } from "@/lib/kernel/input";
import { z } from "zod";

/** A month as people write it; forms send what was left empty as an empty text. */
const month = z.preprocess(
  (value) => (value === "" ? undefined : value),
  z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, "should be a month like 2026-01")
    .optional(),
);

/** The months before one, or without it those that the policy does not keep. */
export const archiveInput = z.object({ before: month, dry_run: flag().default(false) });
