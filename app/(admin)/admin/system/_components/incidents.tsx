import { Notice } from "@/components/ui/form-error";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SystemOverview } from "@/lib/health/get-system";

/** What is wrong now, then what was within a month. */
export function Incidents({ incidents }: { incidents: SystemOverview["incidents"] }) {
  const open = incidents.filter((each) => !each.closed_at);
  const past = incidents.filter((each) => each.closed_at);
  return (
    <div className="flex flex-col gap-2">
      {open.length === 0 && <Notice tone="success">No alarm is on.</Notice>}
      {open.map((each) => (
        <Notice key={each.id} tone="danger" title={each.subject}>
          {each.detail} Since <RelativeTime value={each.opened_at} format="datetime" />.
        </Notice>
      ))}
      {past.length > 0 && (
        <details className="text-sm">
          <summary className="cursor-pointer text-muted">
            {past.length === 1 ? "1 alarm" : `${past.length} alarms`} within 30 days, over by now
          </summary>
          <ul className="mt-2 flex flex-col gap-1">
            {past.map((each) => (
              <li key={each.id}>
                {each.subject}: <RelativeTime value={each.opened_at} format="datetime" /> to{" "}
                <RelativeTime value={each.closed_at!} format="datetime" />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
