import { z } from "zod";
import { findArchivableRound, findRoundArchive } from "@/db/queries/assessment/round-archives";
import { isDueToday } from "@/db/queries/jobs/due-today";
import { jobKind, startJob, type JobKind } from "@/lib/jobs/job";
import { systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { config } from "@/lib/kernel/config";
import { canArchiveRounds, canRestoreRound } from "../policy";
import { archiveOldRounds } from "./archive-old-rounds";
import { archiveRound, requireArchivable } from "./archive-round";
import { accessToArchive, restoreRound } from "./restore-round";
import { ageInput, roundInput } from "./round-archive-input";

const archiveJob = jobKind({
  kind: "rounds.archive",
  input: roundInput,
  run: async ({ caller, input, signal, progress }) => ({
    ...(await archiveRound(caller, input, { signal, progress })),
  }),
});

const restoreJob = jobKind({
  kind: "rounds.restore",
  input: roundInput,
  run: async ({ caller, input, signal, progress }) => ({
    ...(await restoreRound(caller, input, { signal, progress })),
  }),
});

/** Archives rounds by the policy. */
export const archiveOldRoundsJob = jobKind({
  kind: "rounds.archive-old",
  input: z.object({ older_than: ageInput }),
  run: async ({ caller, input, signal, progress }) => ({
    ...(await archiveOldRounds(caller, input.older_than, { signal, progress })),
  }),
});

/** What people wait for. */
export const roundArchiveJobs: readonly JobKind[] = [archiveJob, restoreJob];

/** Has a closed round archived. @throws Fault conflict for one that cannot be */
export const startArchivingRound = command({
  action: "assessment.round_archive.start",
  subject: "round",
  input: roundInput,
  target: (tx, input) => findArchivableRound(tx, input.product_id, input.round),
  allow: (actor) => canArchiveRounds(actor),
  run: async (context, input) => {
    const { target } = context;
    requireArchivable(target);
    const title = `Archiving of round ${target.round} of ${target.product}`;
    return { job_id: await startJob(context, archiveJob, { organizationId: target.organization_id, title, input }) };
  },
});

/** Has an archived round restored. */
export const startRestoringRound = command({
  action: "assessment.round_archive.start-restore",
  subject: "archive of this round",
  input: roundInput,
  target: (tx, input) => findRoundArchive(tx, input.product_id, input.round),
  allow: (actor, archive) => canRestoreRound(actor, accessToArchive(archive)),
  run: async (context, input) => {
    const { target } = context;
    const title = `Restoring of round ${target.round} of ${target.product}`;
    return { job_id: await startJob(context, restoreJob, { organizationId: target.organization_id, title, input }) };
  },
});

const clock = systemCaller("job:rounds-clock");

const queueDue = command({
  action: "assessment.round_archive.follow",
  as: "job:rounds-clock",
  input: z.object({}),
  allow: () => true,
  run: async (context) => {
    const { roundDays } = config();
    if (roundDays === undefined || !(await isDueToday(context.tx, archiveOldRoundsJob.kind))) return null;
    const input = { older_than: roundDays };
    return startJob(context, archiveOldRoundsJob, {
      organizationId: null,
      title: "Archiving of rounds by its policy",
      input,
    });
  },
});

/** Archives once a day the rounds that the policy does not keep in the database, where there is a policy. */
export const followRoundPolicy = (): Promise<number | null> => queueDue(clock, {});
