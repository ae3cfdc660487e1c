import { z } from "zod";
import { jobKind, startJob } from "@/lib/jobs/job";
import { command } from "@/lib/kernel/command";
import { config } from "@/lib/kernel/config";
import { canReadTrail } from "./policy";
import { proofRange } from "./trail-input";
import { verifyAudit } from "./verify-audit";

/** Verifies the trail against the keys of this installation and its witness. */
export const verifyTrailJob = jobKind({
  kind: "audit.verify",
  input: z.object(proofRange),
  run: async ({ caller, input, progress }) => {
    progress(0, "Reading the trail");
    const given = { ...input, witness: config().witnessDir };
    const verdict = await verifyAudit(caller, given, (share, entries) =>
      progress(share, `${entries.toLocaleString("en")} entries verified`),
    );
    return { ...verdict };
  },
});

/** Has the trail verified, or its entries of a time. What was found is the job's result, and an entry of the trail. */
export const startVerification = command({
  action: "audit.verification.start",
  scope: "audit:read",
  input: z.object(proofRange),
  allow: canReadTrail,
  run: async (context, input) => {
    const job = { organizationId: context.actor.organizationId, title: "Verification of the audit trail", input };
    return { job_id: await startJob(context, verifyTrailJob, job) };
  },
});
