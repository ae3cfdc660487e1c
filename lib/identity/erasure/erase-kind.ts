import { z } from "zod";
import { id } from "@/lib/kernel/input";

/** What queues an erasure needs to know of it; the work itself stands in jobs.ts. */
export const eraseKind = { kind: "organization.erase", input: z.object({ erasure_id: id() }) };
