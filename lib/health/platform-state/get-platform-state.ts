import { z } from "zod";
import { query } from "@/lib/kernel/query";
import { canSeeStatistics } from "../policy";
import { readPlatformState } from "./read-state";

/** How the service looks after itself: what it can answer its own assessment with. */
export const getPlatformState = query({
  action: "health.platform-state.get",
  scope: "stats:read",
  /** How the API writes it. */
  input: z.object({ format: z.enum(["json", "text"]).default("json") }),
  allow: canSeeStatistics,
  run: ({ tx }) => readPlatformState(tx),
});
