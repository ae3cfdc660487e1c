import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { ShownPlan } from "@/lib/assessment/get-plan";
import { planHref, type PlanQuery } from "./address";
import { level, priorityText, written } from "./words";

/** Dimensions below their target, by the same rule. */
export function DimensionFindings({ plan, query }: { plan: ShownPlan; query: PlanQuery }) {
  const { dimensions } = plan.findings;
  const productId = plan.product.id;
  if (dimensions.length === 0) return null;
  return (
    <Section
      title="By dimension"
      description="The same rule, with the mean effort of what is below target"
      card
      padded={false}
    >
      <Table label="Dimensions by priority" stack>
        <Thead>
          <Tr>
            <Th>Dimension</Th>
            <Th>Score → target</Th>
            <Th align="end">Questions</Th>
            <Th align="end">Priority</Th>
            <Th>
              <span className="sr-only">Plan</span>
            </Th>
          </Tr>
        </Thead>
        <Tbody>
          {dimensions.map((finding) => (
            <Tr key={`${finding.section}/${finding.dimension}`}>
              <Td>
                <div className="min-w-0">
                  {finding.id === null ? (
                    finding.dimension
                  ) : (
                    <TextLink quiet href={`/products/${productId}/results/${finding.id}`}>
                      {finding.dimension}
                    </TextLink>
                  )}
                  <span className="block text-xs text-muted">{finding.section}</span>
                </div>
              </Td>
              <Td label="Score → target" className="whitespace-nowrap">
                <span>
                  <MaturityBadge score={finding.score} digits={2} size="sm" /> → {level(finding.target)}
                  <span className="sr-only">, {written(finding.gap)} missing</span>
                </span>
              </Td>
              <Td align="end" label="Questions">
                {finding.questions.length}
              </Td>
              <Td align="end" label="Priority" className="font-medium">
                {priorityText(finding.priority)}
              </Td>
              <Td align="end">
                {plan.may.propose && finding.id !== null && finding.questions.length > 0 && (
                  <LinkButton
                    size="sm"
                    scroll={false}
                    href={planHref(productId, query, { view: "findings", action: "new", finding: `d${finding.id}` })}
                  >
                    Plan this<span className="sr-only">: {finding.dimension}</span>
                  </LinkButton>
                )}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Section>
  );
}
