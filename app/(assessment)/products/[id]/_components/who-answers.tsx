import { DueBadge } from "@/components/status/due-badge";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { EmptyState } from "@/components/ui/states";
import { TextLink } from "@/components/ui/text-link";
import type { PersonsWork } from "@/lib/assessment/assignments";

/** Who answers what, how far each is, and who is late. */
export function WhoAnswers({
  people,
  canAssign,
  sectionHref,
}: {
  people: PersonsWork[];
  canAssign: boolean;
  /** Where the first section is assigned. */
  sectionHref: string;
}) {
  return (
    <Section title="Who answers what" card padded={false}>
      {people.length === 0 ? (
        <EmptyState
          icon="users"
          title="Nothing is assigned yet"
          action={
            canAssign && (
              <LinkButton href={sectionHref} icon="user-plus">
                Assign a section
              </LinkButton>
            )
          }
        >
          Give sections or single questions to colleagues, with a day until which they are due.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {people.map((person) => (
            <li key={person.user_id} className="flex flex-col gap-2 px-4 py-3">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Avatar name={person.name} />
                <TextLink quiet href={`/people/${person.user_id}`}>
                  {person.name}
                </TextLink>
                {!person.is_able && <Badge tone="warning">Cannot answer any more</Badge>}
                {person.overdue > 0 && <Badge tone="danger">{person.overdue} overdue</Badge>}
                {person.overdue === 0 && <DueBadge dueOn={person.next_due} />}
                <Progress
                  value={person.answered}
                  max={person.total}
                  label={`Answered by ${person.name}`}
                  className="ml-auto w-40"
                />
              </div>
              <ul className="flex flex-col gap-1 pl-9 text-sm text-muted">
                {person.assignments.map((assignment) => (
                  <li key={assignment.id} className="flex flex-wrap items-center gap-x-3">
                    <TextLink quiet href={assignment.link.replace("&mine=1", "")} className="font-normal">
                      {assignment.question || assignment.section}
                    </TextLink>
                    <span>
                      {assignment.answered} of {assignment.total}
                    </span>
                    {assignment.answered < assignment.total && <DueBadge dueOn={assignment.due_on} />}
                    {assignment.note && <span className="min-w-0 truncate">{assignment.note}</span>}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
