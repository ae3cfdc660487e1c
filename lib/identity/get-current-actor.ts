import { z } from "zod";
import { query } from "@/lib/kernel/query";

/** Who the caller is, as the session or key says at this moment. */
export const getCurrentActor = query({
  action: "identity.actor.get",
  input: z.object({}),
  beforePasswordChange: true,
  allow: () => true,
  run: async ({ actor }) => actor,
});
