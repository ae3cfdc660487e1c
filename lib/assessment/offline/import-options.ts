import { z } from "zod";
import { flag } from "@/lib/kernel/input";

const sha256 = () => z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits");

/** Ids written one after the other: "3,17". */
const ids = () =>
  z
    .string()
    .max(60_000)
    .regex(/^\d{1,9}(,\d{1,9})*$/, "must be ids, separated by commas")
    .transform((text) => text.split(",").map(Number));

/** How a file of answers is to be taken. */
export const importAnswersOptions = z.object({
  /** Only says what would be changed. */
  dry_run: flag().default(false),
  /** Imports the rest when rows are refused; without it, such a file is refused as a whole. */
  leave_out_rejected: flag().default(false),
  /** Which side wins where an answer changed since the export, for rows that are not named by `mine` and `theirs`. */
  conflicts: z.enum(["mine", "theirs"]).optional(),
  /** Questions for which the file wins, and for which what stands wins. */
  mine: ids().optional(),
  theirs: ids().optional(),
  /** Of the file that was looked over before: another one is refused. */
  sha256: sha256().optional(),
  /** What `state` was when it was looked over: refused when those answers changed since. */
  state: sha256().optional(),
});
export type ImportAnswersOptions = z.input<typeof importAnswersOptions>;
