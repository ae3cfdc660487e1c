import { Card } from "@/components/ui/card";
import { Stat } from "@/components/ui/data-list";
import { formatBytes } from "@/components/ui/format-bytes";
import { TextLink } from "@/components/ui/text-link";
import type { SystemOverview } from "@/lib/health/get-system";
import type { SystemStats } from "@/lib/health/get-system-stats";

const percent = (share: number | null) => (share === null ? "–" : `${(share * 100).toFixed(1)} %`);

const scannerWords = { off: "Not set", ready: "Answers", away: "Does not answer" };

/** The service in figures: the original's statistics, the database, connections and jobs. */
export function Figures({ system }: { system: SystemOverview }) {
  const { stats, figures, pool, jobs } = system;
  const count = (name: keyof Omit<SystemStats, "estimated">) =>
    `${stats.estimated.includes(name) ? "≈ " : ""}${stats[name].toLocaleString("en")}`;
  const jobsIn = (...states: string[]) =>
    jobs.filter(({ status }) => states.includes(status)).reduce((sum, each) => sum + each.count, 0);
  const failed = jobsIn("failed");
  return (
    <>
      <Card className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
        <Stat label="Users" value={count("users_count")} detail={`${figures.active_sessions} signed in`} />
        <Stat label="Products" value={count("products_count")} />
        <Stat
          label="Answers"
          value={count("questionnaire_responses_count")}
          detail={`${figures.answers_waiting} wait for review`}
        />
        <Stat label="Comments" value={count("lead_comments_count")} />
        <Stat label="Invitations" value={count("user_invitations_count")} />
        <Stat label="Scores" value={count("maturity_scores_count")} />
        <Stat
          label="Audit entries"
          value={count("audit_log_count")}
          detail={`${stats.recent_activity_24h.toLocaleString("en")} in 24 hours`}
        />
        <Stat
          label="Verdicts in 24 hours"
          value={figures.reviews}
          detail={figures.review_seconds === null ? undefined : `after ${inWords(figures.review_seconds)} on average`}
        />
      </Card>
      <Card className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
        <Stat label="Database" value={formatBytes(figures.size_bytes)} />
        <Stat
          label="Pool"
          value={`${pool.total - pool.idle} of ${pool.size}`}
          detail={pool.waiting ? `${pool.waiting} wait for a connection` : "nobody waits"}
        />
        <Stat label="Connections" value={figures.connections} detail="of every process" />
        <Stat label="Found in memory" value={percent(figures.cache_hits)} detail="of the blocks read" />
        <Stat label="Reads by index" value={percent(figures.index_share)} />
        <Stat label="Lock waits" value={figures.lock_waits} detail={`${figures.deadlocks} deadlocks so far`} />
        <Stat
          label="Jobs"
          value={jobsIn("queued", "running")}
          detail={<TextLink href="/admin/jobs">waiting or running</TextLink>}
        />
        <Stat
          label="Failed jobs"
          value={failed}
          detail={failed ? <TextLink href="/admin/jobs?state=failed">See why</TextLink> : undefined}
        />
        <Stat label="Malware scanner" value={scannerWords[system.scanner]} />
      </Card>
    </>
  );
}

function inWords(seconds: number): string {
  if (seconds < 5400) return `${Math.round(seconds / 60)} minutes`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds / 86_400)} days`;
}
