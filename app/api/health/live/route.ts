import { open, resource, respondJson } from "@/app/_http/route";
import { checkLiveness } from "@/lib/health/check-liveness";

/** Neither counted nor signed in: a supervisor that asks must be answered. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: open(() => respondJson({ status: checkLiveness().status })),
});
