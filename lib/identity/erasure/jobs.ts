import { jobKind } from "@/lib/jobs/job";
import { eraseKind } from "./erase-kind";
import { eraseOrganization } from "./erase-organization";

/** The long work of erasing. */
export const eraseOrganizationJob = jobKind({
  ...eraseKind,
  run: ({ id, caller, input, signal, progress }) =>
    eraseOrganization(caller, { erasureId: input.erasure_id, as: { jobId: id }, signal, progress }),
});
