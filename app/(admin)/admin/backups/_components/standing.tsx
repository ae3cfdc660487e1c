import { Card } from "@/components/ui/card";
import { Stat } from "@/components/ui/data-list";
import { Notice } from "@/components/ui/form-error";
import { RelativeTime } from "@/components/ui/relative-time";
import type { getBackupSettings } from "@/lib/backup/get-settings";

export type Settings = Awaited<ReturnType<typeof getBackupSettings>>;

const many = (count: number, one: string) => (count === 1 ? `1 ${one}` : `${count} ${one}s`);

/** How well the service is backed up, in three figures, and an alarm where it is not. */
export function Standing({ settings }: { settings: Settings }) {
  const { state, last_good_at, next_at, keep_days, keep_weeks, keep_months, alarm_hours } = settings;
  const beyond = [keep_weeks && many(keep_weeks, "week"), keep_months && many(keep_months, "month")].filter(Boolean);
  return (
    <div className="flex flex-col gap-3">
      {state === "late" && (
        <Notice tone="danger" title={`No good backup of the last ${alarm_hours} hours`}>
          See below what went wrong, or make one now.
        </Notice>
      )}
      {state === "off" && (
        <Notice tone="warning" title="The schedule is switched off">
          Nothing is made by itself, and nothing warns of a late backup.
        </Notice>
      )}
      <Card className="grid gap-x-8 gap-y-4 sm:grid-cols-3">
        <Stat
          label="Last good backup"
          value={last_good_at ? <RelativeTime value={last_good_at} /> : "None yet"}
          detail="Restored for a look and found whole"
        />
        <Stat
          label="Next"
          value={next_at ? <RelativeTime value={next_at} /> : "By hand"}
          detail={next_at ? `Schedule ${settings.schedule} (UTC)` : "The schedule is off"}
        />
        <Stat
          label="Kept"
          value={many(keep_days, "day")}
          detail={beyond.length > 0 ? `and the last of each of ${beyond.join(" and ")}` : `To ${settings.target}`}
        />
      </Card>
    </div>
  );
}
