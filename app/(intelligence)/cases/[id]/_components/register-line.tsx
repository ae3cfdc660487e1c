import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { Notice } from "@/components/ui/form-error";
import type { getRegisteredCase } from "@/lib/intelligence/cases/get-case";

/** What a superuser sees of a case: its line in the register, and no content. */
export function RegisterLine({ registered }: { registered: Awaited<ReturnType<typeof getRegisteredCase>> }) {
  const { counts } = registered;
  return (
    <>
      <Section title="In the register" card>
        <DataList
          items={[
            { term: "Assigned to", value: registered.assignee || "Nobody yet" },
            { term: "Due", value: registered.due_on ?? "No day" },
            { term: "Members", value: `${counts.members}, of whom ${counts.managers} manage it` },
            { term: "Open tasks", value: counts.open_tasks },
            { term: "Content", value: counts.content },
            { term: "Subjects", value: counts.subjects },
            { term: "Identifiers", value: counts.identifiers },
            { term: "Exhibits", value: counts.exhibits },
          ]}
        />
      </Section>
      <Notice tone="info" title="What is in a case is its members'">
        <p>
          A superuser looks in only by breaking the glass: with a reason, another superuser’s word, and for a while. The
          members are told.
        </p>
        <div className="mt-2 flex flex-wrap gap-2">
          <LinkButton size="sm" href={`/admin/break-glass?case=${registered.id}`}>
            Ask to look into it
          </LinkButton>
          {counts.managers === 0 && (
            <LinkButton size="sm" href={`/admin/break-glass?appoint=${registered.id}`}>
              Give it a manager
            </LinkButton>
          )}
        </div>
      </Notice>
    </>
  );
}
