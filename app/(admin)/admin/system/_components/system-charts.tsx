import { FigureTrend, type FigurePoint } from "@/components/charts/figure-trend";
import { Card } from "@/components/ui/card";
import { formatBytes } from "@/components/ui/format-bytes";
import type { SystemOverview } from "@/lib/health/get-system";

type Samples = SystemOverview["samples"];

/** The samples as charts, each with its message. */
export function SystemCharts({ samples }: { samples: Samples }) {
  const [first, last] = [samples[0], samples.at(-1)];
  const gained = first && last ? last.database_bytes - first.database_bytes : 0;
  const series = (value: (sample: Samples[number]) => number | null, text: (value: number) => string): FigurePoint[] =>
    samples.map((sample) => {
      const figure = value(sample);
      return { at: sample.taken_at.toISOString(), value: figure, text: figure === null ? "–" : text(figure) };
    });
  const whole = (value: number) => value.toLocaleString("en");
  const most = (value: (sample: Samples[number]) => number) => Math.max(0, ...samples.map(value));
  const missed = samples.filter((sample) => sample.cache_hits !== null).map((sample) => sample.cache_hits!);
  const charts = [
    {
      title:
        gained === 0
          ? "The database kept its size"
          : `The database ${gained > 0 ? "grew" : "shrank"} by ${formatBytes(Math.abs(gained))}`,
      noun: "Size",
      data: series((sample) => sample.database_bytes, formatBytes),
    },
    {
      title: `At most ${most((sample) => sample.connections)} connections at a time`,
      noun: "Connections",
      data: series((sample) => sample.connections, whole),
    },
    {
      title: missed.length
        ? `At least ${(Math.min(...missed) * 100).toFixed(1)} % of blocks were found in memory`
        : "Nothing was read yet",
      noun: "Found in memory",
      data: series(
        (sample) => sample.cache_hits,
        (share) => `${(share * 100).toFixed(1)} %`,
      ),
    },
    {
      title: `At most ${most((sample) => sample.lock_waits)} locks were waited for`,
      noun: "Lock waits",
      data: series((sample) => sample.lock_waits, whole),
    },
    {
      title: `At most ${most((sample) => sample.jobs_queued)} jobs waited`,
      noun: "Jobs waiting",
      data: series((sample) => sample.jobs_queued, whole),
    },
    {
      title: `About ${whole(most((sample) => sample.audit_entries))} entries in the trail`,
      noun: "Audit entries",
      data: series((sample) => sample.audit_entries, whole),
    },
  ];
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      {charts.map((chart) => (
        <Card key={chart.noun}>
          <FigureTrend {...chart} description={`${chart.noun}, UTC, a sample every five minutes`} />
        </Card>
      ))}
    </div>
  );
}
