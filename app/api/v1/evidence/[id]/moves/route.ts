import { resource, route, standardInput } from "@/app/_http/route";
import { moveEvidence } from "@/lib/assessment/move-evidence";

/** Links this edition to drafts in place of older ones. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(moveEvidence, {
    input: async (request, params) => {
      const { id, ...given } = await standardInput(request, params);
      return { ...given, evidence_id: id };
    },
  }),
});
