import { load } from "@/app/_http/page";
import { Badge, StatusBadge } from "@/components/ui/badge";
import { DownloadButton } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { formatBytes } from "@/components/ui/format-bytes";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import type { ShownCase } from "@/lib/intelligence/cases/get-case";
import { listCaseExhibits, type CaseExhibit } from "@/lib/intelligence/cases/list-exhibits";
import { AddExhibit } from "./add-exhibit";
import { RecordCustody } from "./record-custody";

/** The exhibits of a case, each with the hands it went through. */
export async function Exhibits({ found, userId }: { found: ShownCase; userId: number }) {
  const { exhibits } = await load(listCaseExhibits, { case_id: found.id });
  const people = found.members
    .filter((member) => member.is_active)
    .map((member) => ({ id: member.user_id, name: member.name }));
  return (
    <div className="flex flex-col gap-6">
      <Section
        title="Exhibits"
        actions={
          exhibits.length > 0 && (
            <DownloadButton href="/verify-custody.mjs" icon="download">
              Offline verifier
            </DownloadButton>
          )
        }
      >
        {exhibits.length === 0 && (
          <Card padded={false}>
            <EmptyState icon="fingerprint" title="No exhibit yet">
              A file that was uploaded, or content that was frozen. Its hash and every hand it goes through are kept.
            </EmptyState>
          </Card>
        )}
        {exhibits.map((exhibit) => (
          <Exhibit key={exhibit.id} exhibit={exhibit}>
            <RecordCustody key={exhibit.custody.length} exhibit={exhibit} people={people} userId={userId} />
          </Exhibit>
        ))}
      </Section>
      {found.may_edit && (
        <Section title="Take in an exhibit" card>
          <AddExhibit caseId={found.id} marking={found.marking} />
        </Section>
      )}
    </div>
  );
}

function Exhibit({ exhibit, children }: { exhibit: CaseExhibit; children: React.ReactNode }) {
  const standing = {
    held: `Held by ${exhibit.holder}`,
    in_transfer: `On its way from ${exhibit.holder} to ${exhibit.receiver}`,
    returned: "Returned",
    disposed: "Disposed of",
  }[exhibit.state];
  return (
    <Card className="flex flex-col gap-4" role="group" aria-label={exhibit.name}>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 className="font-semibold break-words">
            <span className="font-mono text-sm text-muted">{exhibit.name}</span> {exhibit.title}
          </h3>
          {exhibit.description && <p className="max-w-prose text-muted">{exhibit.description}</p>}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Badge>{exhibit.marking}</Badge>
          {exhibit.broken === null ? (
            <StatusBadge tone="success" icon="shield-check" label="Custody verifies" />
          ) : (
            <StatusBadge tone="danger" icon="circle-alert" label={`Broken: ${exhibit.broken}`} />
          )}
        </div>
      </div>
      <DataList
        items={[
          { term: "File", value: `${exhibit.filename}, ${formatBytes(exhibit.size)}` },
          { term: "SHA-256", value: <code className="font-mono text-xs break-all">{exhibit.sha256}</code> },
          { term: "Where it is", value: standing },
        ]}
      />
      <ol aria-label={`Custody of ${exhibit.name}`} className="flex flex-col gap-2 border-l border-line pl-4">
        {exhibit.custody.map((link) => (
          <li key={link.seq}>
            <p className="break-words first-letter:uppercase">{link.words}</p>
            <p className="text-xs text-muted">
              <RelativeTime value={link.at} format="datetime" />
              {link.reason && ` · ${link.reason}`} ·{" "}
              <code className="font-mono" title={link.hash}>
                {link.hash.slice(0, 12)}
              </code>
            </p>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-start gap-2">
        <DownloadButton size="sm" href={`/api/v1/exhibits/${exhibit.id}/content`} icon="download">
          File
        </DownloadButton>
        <DownloadButton size="sm" href={`/api/v1/exhibits/${exhibit.id}/custody`} icon="file-code">
          Custody as JSON
        </DownloadButton>
        {children}
      </div>
    </Card>
  );
}
