import { ActionStatusBadge } from "@/components/status/action-status";
import { DueDay } from "@/components/plan/due-day";
import { RowKeys } from "@/components/lists/row-keys";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { isUnfinished } from "@/lib/assessment/action";
import type { ShownAction, ShownPlan } from "@/lib/assessment/get-plan";
import { planHref, type PlanQuery } from "./address";
import { CountAction } from "./count-action";
import { counted, gained } from "./words";

const NEVER = "9999";

/** Unfinished before finished, due first; those of one day as on the board. */
const inOrder = (actions: readonly ShownAction[]) =>
  actions.toSorted(
    (a, b) =>
      Number(!isUnfinished(a)) - Number(!isUnfinished(b)) || (a.due_on ?? NEVER).localeCompare(b.due_on ?? NEVER),
  );

/** The actions as a list, due first; which of them the projection counts can be chosen. */
export function ActionList({ plan, actions, query }: { plan: ShownPlan; actions: ShownAction[]; query: PlanQuery }) {
  const productId = plan.product.id;
  if (plan.actions.length === 0) return <NoActions plan={plan} query={query} />;
  if (actions.length === 0) return null;
  return (
    <Card padded={false}>
      <RowKeys title="Actions" />
      <Table label="Actions" stack>
        <Thead>
          <Tr>
            <Th>Counted</Th>
            <Th>Action</Th>
            <Th>Owner</Th>
            <Th>Due</Th>
            <Th>Status</Th>
            <Th align="end">Effort</Th>
            <Th align="end">Brings</Th>
          </Tr>
        </Thead>
        <Tbody>
          {inOrder(actions).map((action) => (
            <Tr key={action.id}>
              <Td label="Counted">
                {isUnfinished(action) ? (
                  <CountAction
                    title={action.title}
                    counted={plan.counted.includes(action.id)}
                    href={toggled(plan, query, action.id)}
                  />
                ) : (
                  <span className="text-muted">–</span>
                )}
              </Td>
              <Td className="md:max-w-sm">
                <div className="min-w-0">
                  <TextLink
                    quiet
                    data-row
                    scroll={false}
                    href={planHref(productId, query, { action: String(action.id) })}
                  >
                    {action.title}
                  </TextLink>
                  <span className="block text-xs text-muted">{aboutWords(action)}</span>
                </div>
              </Td>
              <Td label="Owner">{action.owner || <span className="text-muted">Nobody yet</span>}</Td>
              <Td label="Due">
                <DueDay day={action.due_on} overdue={action.overdue} />
              </Td>
              <Td label="Status">
                <ActionStatusBadge status={action.status} plain />
              </Td>
              <Td label="Effort" align="end">
                {action.effort ?? <span className="text-muted">–</span>}
              </Td>
              <Td label="Brings" align="end" className="font-medium">
                {action.brings === null ? <span className="text-muted">–</span> : gained(action.brings)}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Card>
  );
}

function aboutWords({ questions, evidence }: ShownAction): string {
  const about = questions.length
    ? `${counted(questions.length, "question")}: ${questions
        .map(({ code }) => code)
        .slice(0, 4)
        .join(", ")}${questions.length > 4 ? " …" : ""}`
    : "No question linked";
  return evidence.length ? `${about} · ${counted(evidence.length, "file")}` : about;
}

/** The same plan with this action counted or not. All of them counted is the address without a choice. */
function toggled(plan: ShownPlan, query: PlanQuery, id: number): string {
  const wanted = plan.counted.includes(id) ? plan.counted.filter((each) => each !== id) : [...plan.counted, id];
  const all = plan.actions.filter(isUnfinished).every((action) => wanted.includes(action.id));
  return planHref(plan.product.id, query, { only: all ? undefined : wanted.join(",") || "none" });
}

function NoActions({ plan, query }: { plan: ShownPlan; query: PlanQuery }) {
  const { findings, may, product } = plan;
  return (
    <Card padded={false}>
      <EmptyState
        icon="target"
        title="Nothing is planned yet"
        action={
          may.propose && (
            <>
              {findings.questions.length > 0 && (
                <LinkButton variant="primary" href={planHref(product.id, query, { view: "findings" })} scroll={false}>
                  Start from the findings
                </LinkButton>
              )}
              <LinkButton href={planHref(product.id, query, { action: "new" })} scroll={false}>
                {may.assign ? "New action" : "Propose an action"}
              </LinkButton>
            </>
          )
        }
      >
        An action says what will be done about a finding, by whom and by when, and what the score gains by it.
      </EmptyState>
    </Card>
  );
}
