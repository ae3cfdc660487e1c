import { flag } from "@/lib/kernel/input";
import { z } from "zod";
import { monthText } from "./months";

/** Forms send what was left empty as an empty text. */
const month = z.preprocess((value) => (value === "" ? undefined : value), monthText.optional());

/** The months before one, or without it those that the policy does not keep. */
export const archiveInput = z.object({ before: month, dry_run: flag().default(false) });
