import { Drawer } from "@/components/frame/drawer";
import { FieldChanges } from "@/components/history/field-changes";
import { actionWord, recordWord } from "@/components/history/words";
import { LinkButton } from "@/components/ui/button";
import { DataList } from "@/components/ui/data-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { TextLink } from "@/components/ui/text-link";
import { changedFields } from "@/lib/audit/changed-fields";
import type { getAuditEntry } from "@/lib/audit/get-audit-entry";

type Entry = Awaited<ReturnType<typeof getAuditEntry>>;

/** One entry with everything about it: before and after, who, from where, why, and what else happened around it. */
export function EntryDrawer({
  entry,
  open,
  closeHref,
}: {
  entry: Entry | undefined;
  open: boolean;
  closeHref: string;
}) {
  const title = !entry
    ? "Entry"
    : entry.tableName
      ? `${recordWord(entry.tableName)} ${entry.recordId ?? ""}`
      : actionWord(entry.action);
  return (
    <Drawer open={open} closeHref={closeHref} title={title}>
      {entry ? <Opened entry={entry} /> : open && <EmptyState icon="scroll" title="This entry is not in the trail" />}
    </Drawer>
  );
}

function Opened({ entry }: { entry: Entry }) {
  const none = <span className="text-muted">None</span>;
  const mono = (text: string | null) => (text ? <code className="font-mono text-xs break-all">{text}</code> : none);
  return (
    <div className="flex flex-col gap-5">
      <DataList
        items={[
          {
            term: "When",
            value: (
              <>
                <RelativeTime value={entry.timestamp} format="datetime" />{" "}
                <span className="block font-mono text-xs text-muted">{entry.timestamp}</span>
              </>
            ),
          },
          {
            term: "Who",
            value: entry.userId ? (
              <TextLink href={`/admin/users/${entry.userId}`}>{entry.name ?? entry.actor}</TextLink>
            ) : (
              entry.actor
            ),
          },
          { term: "Action", value: actionWord(entry.action) },
          { term: "Reason", value: entry.reason ?? none },
          {
            term: "Organization",
            value: entry.organizationId ? (
              <TextLink href={`/admin/organizations/${entry.organizationId}`}>
                {entry.organization ?? entry.organizationId}
              </TextLink>
            ) : (
              none
            ),
          },
        ]}
      />
      <FieldChanges changes={changedFields(entry.oldValues, entry.newValues)} label="Before and after" />
      <DataList
        items={[
          { term: "Use case", value: mono(entry.useCase) },
          { term: "Request", value: mono(entry.requestId) },
          { term: "Address", value: mono(entry.ipAddress) },
          { term: "Device", value: entry.userAgent ? <span className="text-sm">{entry.userAgent}</span> : none },
          { term: "Entry", value: mono(String(entry.id)) },
          { term: "Seal", value: entry.hash ? mono(entry.hash) : <span className="text-muted">Not sealed</span> },
        ]}
      />
      <div className="flex flex-wrap gap-2">
        {entry.tableName && entry.recordId !== null && (
          <LinkButton
            size="sm"
            icon="history"
            href={`/admin/audit?table_name=${entry.tableName}&record_id=${entry.recordId}`}
          >
            Everything about this record
          </LinkButton>
        )}
        {entry.tableName === "questionnaire_responses" && entry.recordId !== null && (
          <LinkButton size="sm" icon="history" href={`/answers/${entry.recordId}`}>
            With its comments and evidence
          </LinkButton>
        )}
        {entry.userId && (
          <LinkButton size="sm" icon="user" href={`/admin/audit?user_id=${entry.userId}`}>
            {`Everything by ${entry.actor}`}
          </LinkButton>
        )}
        {entry.requestId && (
          <LinkButton size="sm" icon="link" href={`/admin/audit?${sameRequest(entry)}`}>
            The same request
          </LinkButton>
        )}
      </div>
    </div>
  );
}

/** A request is over within minutes: so narrow a range is searched at once, however long the trail is. */
function sameRequest(entry: Entry): string {
  const minute = 60_000;
  const at = Date.parse(entry.timestamp);
  const around = (offset: number) => new Date(at + offset).toISOString();
  return new URLSearchParams({
    q: entry.requestId ?? "",
    from: around(-5 * minute),
    to: around(5 * minute),
  }).toString();
}
