"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { toast } from "sonner";
import { Drawer } from "@/components/frame/drawer";
import { StatusBadge } from "@/components/ui/badge";
import { Button, DownloadButton } from "@/components/ui/button";
import { DataList } from "@/components/ui/data-list";
import { Notice } from "@/components/ui/form-error";
import { formatBytes } from "@/components/ui/format-bytes";
import { RelativeTime } from "@/components/ui/relative-time";
import { ErrorState } from "@/components/ui/states";
import type { Backup } from "@/lib/backup/describe-backup";
import { requestVerificationAction } from "../actions";
import { durationOf, faceOf } from "./backup-face";

/** One backup: what it holds, what restoring it has shown, and what can be done with it. */
export function BackupDrawer({
  backup,
  missing,
  closeHref,
}: {
  backup: Backup | undefined;
  missing: number | undefined;
  closeHref: string;
}) {
  return (
    <Drawer open={missing !== undefined} closeHref={closeHref} title="Backup">
      {backup ? (
        <About backup={backup} />
      ) : (
        <ErrorState title="This backup is not on this page">Load more backups, or close this.</ErrorState>
      )}
    </Drawer>
  );
}

function About({ backup }: { backup: Backup }) {
  const whole = backup.status === "done" && !backup.removed_at;
  const time = (value: string | null) => value && <RelativeTime value={value} format="datetime" />;
  const items = [
    { term: "State", value: <StatusBadge {...faceOf(backup)} /> },
    { term: "Made", value: time(backup.created_at) },
    { term: "Name", value: <span className="font-mono text-sm">{backup.name}</span> },
    { term: "Where", value: backup.target },
    { term: "Key", value: backup.key_id },
    { term: "Size", value: backup.size !== null && formatBytes(backup.size) },
    { term: "Rows", value: backup.rows?.toLocaleString("en") },
    {
      term: "Evidence",
      value: backup.evidence_files !== null && `${backup.evidence_files.toLocaleString("en")} files`,
    },
    { term: "SHA-256", value: backup.sha256 && <span className="font-mono text-xs break-all">{backup.sha256}</span> },
    { term: "Removed", value: time(backup.removed_at) },
  ];
  return (
    <div className="flex flex-col gap-5">
      {backup.error && <Notice tone="danger">{backup.error}</Notice>}
      <DataList items={items.filter(({ value }) => value)} />
      <Proof backup={backup} />
      {whole && <Deeds backup={backup} />}
    </div>
  );
}

function Proof({ backup: { verification } }: { backup: Backup }) {
  if (!verification) return null;
  const { checked, error, at, duration_ms } = verification;
  return (
    <section aria-labelledby="proof" className="flex flex-col gap-3">
      <h3 id="proof" className="font-semibold">
        What restoring it has shown
      </h3>
      {error && <Notice tone="danger">{error}</Notice>}
      <DataList
        items={[
          { term: "When", value: at && <RelativeTime value={at} format="datetime" /> },
          { term: "Took", value: durationOf(duration_ms ?? 0) },
          ...(checked
            ? [
                { term: "Compared", value: `${checked.rows.toLocaleString("en")} rows of ${checked.tables} tables` },
                { term: "Audit trail", value: `${checked.audit_rows.toLocaleString("en")} entries` },
                { term: "Evidence", value: `${checked.evidence_files.toLocaleString("en")} files opened and hashed` },
                { term: "Read", value: checked.reads.join(", ") },
              ]
            : []),
        ]}
      />
    </section>
  );
}

function Deeds({ backup }: { backup: Backup }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Button
          pending={pending}
          onClick={() =>
            startTransition(async () => {
              const answer = await requestVerificationAction({ backup_id: backup.id });
              if (answer.ok) toast("It is being restored for a look");
              else toast.error(answer.fault.message);
              router.refresh();
            })
          }
        >
          Verify now
        </Button>
        <DownloadButton href={`/api/v1/backups/${backup.id}/content`}>Download</DownloadButton>
      </div>
      <p className="text-xs text-muted">
        A download is encrypted: it opens only with the keys of this installation, which it does not hold. It stands in
        the audit trail.
      </p>
    </div>
  );
}
