import { load } from "@/app/_http/page";
import { DataList } from "@/components/ui/data-list";
import { Section } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { nextStatuses } from "@/lib/intelligence/cases/case-rules";
import type { ShownCase } from "@/lib/intelligence/cases/get-case";
import { findCaseFile } from "@/lib/intelligence/cases/print-case-file";
import { CaseFile } from "./case-file";
import { EditCase } from "./edit-case";
import { MoveCase } from "./move-case";

/** What a case says of itself, how it stands, and its printed file. */
export async function Overview({ found }: { found: ShownCase }) {
  const rights = { canEdit: found.can_edit, canManage: found.can_manage };
  const next = found.role === null ? [] : nextStatuses(found.status, rights);
  const job = await load(findCaseFile, { case_id: found.id });
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <div className="flex flex-col gap-6">
        <Section title="Summary" card>
          {found.summary ? (
            <p className="max-w-prose break-words whitespace-pre-wrap">{found.summary}</p>
          ) : (
            <p className="text-muted">Nobody has said yet what this case is about.</p>
          )}
        </Section>
        {found.resolution && (
          <Section title="Resolution" card>
            <p className="max-w-prose break-words whitespace-pre-wrap">{found.resolution}</p>
          </Section>
        )}
        {found.may_edit && (
          <Section title="Change" card>
            <EditCase
              key={found.version}
              found={found}
              people={found.members
                // Whose it is stays choosable, disabled or not: saving anything else does not take it away.
                .filter((member) => member.is_active || member.user_id === found.assigned_to)
                .map((member) => ({ id: member.user_id, name: member.name, is_active: member.is_active }))}
            />
          </Section>
        )}
      </div>
      <div className="flex flex-col gap-6">
        <Section title="Standing" card>
          <DataList
            items={[
              { term: "Assigned to", value: found.assignee || "Nobody yet" },
              { term: "Due", value: found.due_on ?? "No day" },
              { term: "Opened", value: <RelativeTime value={found.created_at} /> },
              ...(found.closed_at ? [{ term: "Closed", value: <RelativeTime value={found.closed_at} /> }] : []),
              { term: "Marking", value: [found.marking, found.own_marking].filter(Boolean).join(" · ") },
            ]}
          />
          {next.length > 0 && <MoveCase found={found} next={next} />}
        </Section>
        <Section title="Case file" description="PDF with hashes and markings; kept for a day, for you alone." card>
          <CaseFile caseId={found.id} job={job ?? null} />
        </Section>
      </div>
    </div>
  );
}
