import { day, id, text, whole } from "@/lib/kernel/input";
import { z } from "zod";

/** What is written about a file. Only what is given changes. */
export const evidenceChangesInput = z.object({
  evidence_id: id(),
  title: text(200).optional(),
  description: text(2_000).optional(),
  expires_on: day().optional(),
  version: whole(1, 2_147_483_647).optional(),
});
