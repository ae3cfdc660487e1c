import { handler, resource, respondJson } from "@/app/_http/route";
import { checkReadiness } from "@/lib/health/check-readiness";
import { getDatabaseHealth } from "@/lib/health/get-database-health";
import { Fault } from "@/lib/kernel/fault";

const BARE = new Set(["unauthenticated", "forbidden", "password_change_required", "second_factor_required"]);

/** The details for those who may see them, a bare status for everyone else. */
const health = handler(async (_request, _params, caller) => {
  if (caller.credential.kind === "none") return respondJson(await checkReadiness(caller, {}));
  try {
    return respondJson(await getDatabaseHealth(caller, {}));
  } catch (error) {
    if (!(error instanceof Fault && BARE.has(error.code))) throw error;
    return respondJson(await checkReadiness(caller, {}));
  }
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: health });
