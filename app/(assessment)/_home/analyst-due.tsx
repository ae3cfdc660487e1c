import { DueDay } from "@/components/plan/due-day";
import { Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states";
import { TextLink } from "@/components/ui/text-link";
import type { AnalystHomeData } from "@/lib/intelligence/get-home";

const line = "flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2";

/** Tasks due within a week, counted by case: what they are about stands in the case. */
export function TasksDue({ tasks }: { tasks: AnalystHomeData["tasks"] }) {
  return (
    <Section title="Tasks due" card padded={false}>
      {tasks.length === 0 ? (
        <EmptyState icon="list-checks" title="No task of yours is due this week" />
      ) : (
        <ul aria-label="Tasks due" className="divide-y divide-line">
          {tasks.map((each) => (
            <li key={each.case_id} className={line}>
              <TextLink
                quiet
                href={`/cases/${each.case_id}?view=tasks`}
                prefetch={false}
                className="min-w-0 break-words"
              >
                {each.count === 1 ? "A task" : `${each.count} tasks`} in {each.number} {each.title}
              </TextLink>
              <DueDay day={each.due_on} overdue={each.overdue} className="ml-auto text-sm" />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Kept searches, those first that found something since they were last opened. */
export function KeptSearches({ searches }: { searches: AnalystHomeData["searches"] }) {
  return (
    <Section title="Kept searches" actions={<TextLink href="/search">Search</TextLink>} card padded={false}>
      {searches.length === 0 ? (
        <EmptyState icon="search" title="No search is kept">
          A search that is kept tells what came in since.
        </EmptyState>
      ) : (
        <ul aria-label="Kept searches" className="divide-y divide-line">
          {searches.map(({ id, name, q, fresh }) => (
            <li key={id} className={line}>
              <TextLink
                quiet
                href={`/search?${new URLSearchParams({ q })}`}
                prefetch={false}
                className="min-w-0 break-words"
              >
                {name}
              </TextLink>
              <span className="ml-auto text-sm text-muted">{fresh > 0 ? `${fresh} new` : "Nothing new"}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
