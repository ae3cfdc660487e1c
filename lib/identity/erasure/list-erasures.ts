import { z } from "zod";
import { listErasures as findErasures } from "@/db/queries/identity/erasures";
import { id, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeErasure } from "./describe-erasure";
import { canSeeErasures } from "./policy";

/** Erasures of organizations, the newest first: all, or those of one. */
export const listErasures = query({
  action: "identity.erasure.list",
  input: z.object({ organizationId: id().optional(), limit: limit(100, 50) }),
  allow: canSeeErasures,
  run: async ({ tx }, input) =>
    (await findErasures(tx, input.organizationId ?? null, input.limit)).map(describeErasure),
});
