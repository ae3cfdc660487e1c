import { z } from "zod";
import { lockBackupSettings, noteQueued } from "@/db/queries/backup/settings";
import { startJob } from "@/lib/jobs/job";
import { systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { tellSuperusers } from "@/lib/notify/tell-superusers";
import { nextRun } from "./backup-input";
import { createKind } from "./job-kinds";
import { backupStanding } from "./standing";

const clock = systemCaller("job:backup-clock");

const queueDue = command({
  action: "backup.schedule.follow",
  as: "job:backup-clock",
  input: z.object({ now: z.date() }),
  allow: () => true,
  run: async (context, { now }) => {
    const { tx } = context;
    const settings = await lockBackupSettings(tx);
    const due = settings?.enabled ? nextRun(settings.schedule, settings.queued_at) : undefined;
    if (!due || due > now) return null;
    await noteQueued(tx);
    return startJob(context, createKind, {
      organizationId: null,
      title: "Scheduled backup",
      input: { trigger: "schedule" },
    });
  },
});

/**
 * Queues a backup when the schedule says so. However many processes ask however often, each moment of the schedule makes
 * one; what was missed while nothing ran is made up for once.
 */
export const followSchedule = (now = new Date()): Promise<number | null> => queueDue(clock, { now });

const warn = command({
  action: "backup.alarm.raise",
  as: "job:backup-clock",
  input: z.object({ now: z.date() }),
  allow: () => true,
  run: async ({ tx }, { now }) => {
    const { state, last, settings } = await backupStanding(tx, now);
    if (state !== "late") return false;
    const age = last
      ? `The last good one is of ${last.created_at.toISOString().slice(0, 16).replace("T", " ")} UTC.`
      : "";
    await tellSuperusers(tx, {
      kind: "backup_late",
      key: `backup_late:${now.toISOString().slice(0, 10)}`,
      subject: `No good backup for more than ${settings.alarm_hours} hours`,
      detail: age,
      link: "/admin/backups",
    });
    return true;
  },
});

/** Tells superusers, once a day, that the last good backup is too old. */
export const warnOfLateBackup = (now = new Date()): Promise<boolean> => warn(clock, { now });
