import { z } from "zod";
import { listErasures } from "@/db/queries/identity/erasures";
import { findJob } from "@/db/queries/jobs/jobs";
import { describeJob } from "@/lib/jobs/describe-job";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeErasure } from "./describe-erasure";
import { canSeeErasures } from "./policy";

/** The erasure of an organization that waits for its second person or is under way, if there is one, with its job. */
export const getErasure = query({
  action: "identity.erasure.get",
  input: z.object({ organizationId: id() }),
  allow: canSeeErasures,
  run: async ({ tx }, { organizationId }) => {
    const [row] = await listErasures(tx, organizationId, 1);
    const erasure = row && describeErasure(row);
    if (!erasure || (erasure.state !== "waiting" && erasure.state !== "confirmed")) return { erasure: null, job: null };
    const job = erasure.job_id === null ? undefined : await findJob(tx, erasure.job_id);
    return { erasure, job: job ? describeJob(job) : null };
  },
});
