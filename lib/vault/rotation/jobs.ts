import { jobKind } from "@/lib/jobs/job";
import { refuseUnfinished, rotateKeys } from "./rotate-keys";
import { rotateKind } from "./rotate-kind";

/** The long work on keys. */
export const rotateKeysJob = jobKind({
  ...rotateKind,
  run: async ({ caller, input, signal, progress }) => {
    const { organization_id: organizationId, since } = input;
    const done = await rotateKeys(caller, { organizationId, since: new Date(since), signal, progress });
    refuseUnfinished(done);
    return { ...done };
  },
});
