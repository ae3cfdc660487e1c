import { Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states";
import type { ShownCase } from "@/lib/intelligence/cases/get-case";
import { NewTask } from "./new-task";
import { TaskRow } from "./task-row";

/** What is to be done in a case, by whom, by when. */
export function Tasks({ found }: { found: ShownCase }) {
  const people = found.members
    .filter((member) => member.is_active)
    .map((member) => ({ id: member.user_id, name: member.name }));
  return (
    <div className="flex flex-col gap-6">
      <Section title="Tasks" card padded={false}>
        {found.tasks.length > 0 ? (
          <ul aria-label="Tasks">
            {found.tasks.map((task) => (
              <TaskRow key={`${task.id}-${task.version}`} task={task} />
            ))}
          </ul>
        ) : (
          <EmptyState icon="list-checks" title="No task yet">
            Tasks say who does what next, and by when.
          </EmptyState>
        )}
      </Section>
      {found.may_edit && (
        <Section title="New task" card>
          <NewTask caseId={found.id} people={people} />
        </Section>
      )}
    </div>
  );
}
