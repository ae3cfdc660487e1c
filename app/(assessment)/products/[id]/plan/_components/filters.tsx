import { FilterChips } from "@/components/ui/filter-chips";
import type { ShownAction, ShownPlan } from "@/lib/assessment/get-plan";
import { planHref, type PlanQuery } from "./address";

/** The actions that the filters of the address leave. */
export function filterActions(plan: ShownPlan, query: PlanQuery, userId: number): ShownAction[] {
  return plan.actions.filter(
    (action) =>
      (!query.mine || action.owner_id === userId) &&
      (!query.overdue || action.overdue) &&
      (!query.section || action.questions.some(({ section_id }) => String(section_id) === query.section)),
  );
}

/** Whose, whether late, and about which section; in the address. */
export function PlanFilters({ plan, query, shown }: { plan: ShownPlan; query: PlanQuery; shown: number }) {
  const href = (changes: PlanQuery) => planHref(plan.product.id, query, changes);
  const all = !query.mine && !query.overdue;
  const sections = plan.sections.filter(({ id }) =>
    plan.actions.some((action) => action.questions.some(({ section_id }) => section_id === id)),
  );
  if (plan.actions.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <FilterChips
        label="Which actions"
        items={[
          { label: "All", href: href({ mine: undefined, overdue: undefined }), current: all },
          { label: "Mine", href: href({ mine: query.mine ? undefined : "1" }), current: Boolean(query.mine) },
          {
            label: "Overdue",
            href: href({ overdue: query.overdue ? undefined : "1" }),
            current: Boolean(query.overdue),
          },
        ]}
      />
      {(sections.length > 1 || query.section) && (
        <FilterChips
          label="Section"
          items={[
            { label: "All sections", href: href({ section: undefined }), current: !query.section },
            ...sections.map(({ id, title }) => ({
              label: title,
              href: href({ section: String(id) }),
              current: String(id) === query.section,
            })),
          ]}
        />
      )}
      {shown === 0 && <p className="text-sm text-muted">No action is like that.</p>}
    </div>
  );
}
