import { jobKind } from "@/lib/jobs/job";
import { rotateKeys } from "./rotate-keys";
import { rotateKind } from "./rotate-kind";

/** The long work on keys. */
export const rotateKeysJob = jobKind({
  ...rotateKind,
  run: async ({ caller, input, signal, progress }) => ({
    ...(await rotateKeys(caller, {
      organizationId: input.organization_id,
      since: new Date(input.since),
      signal,
      progress,
    })),
  }),
});
