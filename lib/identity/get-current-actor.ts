import { z } from "zod";
import type { Actor } from "@/lib/kernel/actor";
import { query } from "@/lib/kernel/query";
import { anyone } from "./policy";

/** Who is asking, as the session says; also for one who must choose a new password first. */
export const getCurrentActor = query({
  action: "identity.actor.read",
  input: z.object({}),
  beforePasswordChange: true,
  allow: anyone,
  run: async ({ actor }): Promise<Actor> => actor,
});
