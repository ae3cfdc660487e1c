import { Card } from "@/components/ui/card";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { Icon } from "@/components/ui/icon";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { isUnfinished } from "@/lib/assessment/action";
import type { ShownPlan } from "@/lib/assessment/get-plan";
import { planHref, type PlanQuery } from "./address";
import { counted, gained, level, written } from "./words";

/** Where the product stands, and where it will if the plan is done; by dimension on demand. */
export function ProjectionSummary({ plan, query }: { plan: ShownPlan; query: PlanQuery }) {
  const { product, projection } = plan;
  const unfinished = plan.actions.filter(isUnfinished).length;
  const gain = projection.overall - plan.overall;
  const moved = projection.dimensions.filter(({ now, then }) => (then ?? 0) - (now ?? 0) >= 0.005);
  return (
    <Card className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-8 gap-y-4">
        <Figure label="Score now">
          <MaturityBadge
            score={plan.scored ? plan.overall : null}
            digits={2}
            size="lg"
            level={plan.scored ? plan.level : undefined}
          />
        </Figure>
        <Icon name="arrow-right" className="text-muted max-sm:hidden" />
        <Figure label={plan.counted.length < unfinished ? "If the chosen actions are done" : "If the plan is done"}>
          <MaturityBadge
            score={plan.scored ? projection.overall : null}
            digits={2}
            size="lg"
            level={plan.scored ? projection.level : undefined}
          />
          {plan.scored && gain >= 0.005 && (
            <span className="ml-2 text-sm font-medium text-success tabular-nums">{gained(gain)}</span>
          )}
        </Figure>
        <div className="min-w-48 flex-1 text-sm text-muted">
          <p>{countedWords(plan.counted.length, unfinished)}</p>
          <p>{targetWords(projection.overall, product.target, plan.scored)}</p>
          {query.only !== undefined && (
            <TextLink href={planHref(product.id, query, { only: undefined })} scroll={false} className="font-normal">
              Count all actions
            </TextLink>
          )}
        </div>
      </div>
      {moved.length > 0 && (
        <details className="group border-t border-line pt-3">
          <summary className="cursor-pointer text-sm font-medium">
            {counted(moved.length, "dimension")} would move
          </summary>
          <Table label="Dimensions that would move" sticky={false} className="mt-2">
            <Thead>
              <Tr>
                <Th>Dimension</Th>
                <Th align="end">Now</Th>
                <Th align="end">Then</Th>
                <Th align="end">Target</Th>
              </Tr>
            </Thead>
            <Tbody>
              {moved.map(({ section, title, now, then, target }) => (
                <Tr key={`${section}/${title}`}>
                  <Td>
                    {title} <span className="text-xs text-muted max-sm:block">{section}</span>
                  </Td>
                  <Td align="end">{now === null ? "–" : written(now)}</Td>
                  <Td align="end">{then === null ? "–" : written(then)}</Td>
                  <Td align="end">{target === null ? "–" : level(target)}</Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        </details>
      )}
    </Card>
  );
}

function Figure({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <h2 className="mb-1 text-sm font-medium text-muted">{label}</h2>
      {children}
    </div>
  );
}

function countedWords(counts: number, unfinished: number): string {
  if (unfinished === 0) return "Nothing is planned yet.";
  if (counts === unfinished)
    return `Counts ${unfinished === 1 ? "the one action" : `all ${unfinished} actions`} not finished.`;
  return `Counts ${counts} of ${counted(unfinished, "action")} not finished.`;
}

function targetWords(projected: number, target: number | null, scored: boolean): string {
  if (target === null) return "No target is set for the product.";
  if (!scored) return `The target is ${level(target)}.`;
  const gap = target - projected;
  return gap > 0.004
    ? `That is ${written(gap)} below the target of ${level(target)}.`
    : `That meets the target of ${level(target)}.`;
}
