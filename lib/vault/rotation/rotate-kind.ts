import { z } from "zod";
import { id } from "@/lib/kernel/input";

/** What queues a rotation needs to know of it; the work itself stands in jobs.ts. */
export const rotateKind = {
  kind: "keys.rotate",
  input: z.object({
    /** Standard: every organization. */
    organization_id: id().optional(),
    /** When it was asked for: data keys that were made since are its own, from before it was interrupted. */
    since: z.iso.datetime(),
  }),
};
