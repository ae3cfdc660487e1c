import { z } from "zod";
import { findOrganization } from "@/db/queries/identity/organizations";
import { listOpenJobs } from "@/db/queries/jobs/jobs";
import { logEvent } from "@/db/queries/kernel/events";
import { startJob } from "@/lib/jobs/job";
import { command } from "@/lib/kernel/command";
import { Fault, notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { canManageKeys } from "@/lib/vault/policy";
import { rotateKind } from "./rotate-kind";

/**
 * Has the keys renewed: of an organization, or of all.
 * @throws Fault conflict while a rotation waits or runs
 */
export const requestRotation = command({
  action: "vault.keys.request-rotation",
  input: z.object({ organization_id: id().optional() }),
  sensitive: true,
  allow: canManageKeys,
  run: async (context, { organization_id }) => {
    const { tx } = context;
    if (organization_id !== undefined && !(await findOrganization(tx, organization_id))) throw notFound("organization");
    if ((await listOpenJobs(tx, [rotateKind.kind])).length > 0)
      throw new Fault("conflict", "The keys are being renewed already.");
    const title = organization_id === undefined ? "Renewal of all keys" : "Renewal of an organization's keys";
    const since = new Date().toISOString();
    const job_id = await startJob(context, rotateKind, {
      organizationId: null,
      title,
      input: { organization_id, since },
    });
    const about = { table: "data_keys", organizationId: organization_id };
    await logEvent(tx, { action: "KEYS_ROTATION_REQUESTED", ...about, details: { job_id } });
    return { job_id };
  },
});
