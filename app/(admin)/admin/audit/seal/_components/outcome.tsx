import { StatusBadge } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/text-link";
import { formatBytes } from "@/components/ui/format-bytes";
import type { AuditVerdict } from "@/lib/audit/verify-audit";
import type { Job } from "@/lib/jobs/describe-job";

/** What came of a verification or an export. */
export function Outcome({ job }: { job: Job }) {
  if (job.status === "cancelled") return <span>Stopped</span>;
  if (job.status === "failed" || !job.result) return <span className="text-danger">{job.error}</span>;
  if (job.kind === "audit.export") return <Made job={job} />;
  return <Found verdict={job.result as unknown as AuditVerdict} />;
}

function Made({ job }: { job: Job }) {
  const { format, size } = job.result as { format: string; size: number };
  return (
    <span>
      <a href={`/api/v1/audit/exports/${job.id}`} download className="text-accent-ink hover:underline">
        {format === "csv" ? "Table (CSV)" : "JSON Lines with proof"}, {formatBytes(size)}
      </a>
    </span>
  );
}

function Found({ verdict }: { verdict: AuditVerdict }) {
  const { ok, entries, checkpoints, erased, problems, problem_count, witnessed } = verdict;
  return (
    <div className="flex flex-col items-start gap-1">
      {ok ? (
        <StatusBadge tone="success" icon="circle-check" label="Verifies" />
      ) : (
        <StatusBadge tone="danger" icon="circle-x" label={`Does not verify: ${problem_count} found`} />
      )}
      <span className="text-sm text-muted">
        {`${entries.toLocaleString("en")} entries under ${checkpoints.toLocaleString("en")} checkpoints`}
        {erased > 0 && `; of ${erased.toLocaleString("en")} the values were erased`}
        {!witnessed && "; no witness was there to compare with"}
      </span>
      {problems.length > 0 && (
        <ol className="list-decimal pl-5 text-sm">
          {problems.map(({ message, timestamp }, index) => (
            <li key={index}>
              {message}{" "}
              {timestamp && (
                <TextLink href={`/admin/audit?${around(timestamp)}`}>
                  Entries around it<span className="sr-only">: {message}</span>
                </TextLink>
              )}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function around(timestamp: string): string {
  const at = (offset: number) => new Date(Date.parse(timestamp) + offset).toISOString();
  return new URLSearchParams({ from: at(-1_000), to: at(1_000) }).toString();
}
