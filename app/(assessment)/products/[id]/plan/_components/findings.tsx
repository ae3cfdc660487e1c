import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Notice } from "@/components/ui/form-error";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { isUnfinished } from "@/lib/assessment/action";
import type { QuestionFinding } from "@/lib/assessment/findings";
import type { ShownAction, ShownPlan } from "@/lib/assessment/get-plan";
import { questionPath } from "@/lib/assessment/links";
import { DimensionFindings } from "./dimension-findings";
import { planHref, type PlanQuery } from "./address";
import { counted, level, priorityText } from "./words";

const FIRST = 20;

/** What is below its target, by priority, and the way to plan something about it. */
export function Findings({ plan, query }: { plan: ShownPlan; query: PlanQuery }) {
  const { findings, product } = plan;
  if (findings.questions.length === 0) return <NoFindings plan={plan} />;
  const shown = query.all ? findings.questions : findings.questions.slice(0, FIRST);
  const planned = new Map<number, ShownAction>();
  for (const action of plan.actions.filter(isUnfinished))
    for (const { question_id } of action.questions) if (!planned.has(question_id)) planned.set(question_id, action);
  return (
    <>
      {findings.unscored > 0 && (
        <Notice>
          {counted(findings.unscored, "question")} without a score are not ranked: whether they are findings shows once
          they are answered.
        </Notice>
      )}
      <Section
        title="What to do next"
        description="Questions below their target, by priority. What depends on something open comes after it."
        card
        padded={false}
      >
        <Table label="Findings by priority" stack>
          <Thead>
            <Tr>
              <Th align="end">Rank</Th>
              <Th>Question</Th>
              <Th>Score → target</Th>
              <Th align="end">Share</Th>
              <Th align="end">Effort</Th>
              <Th align="end">Priority</Th>
              <Th>
                <span className="sr-only">Plan</span>
              </Th>
            </Tr>
          </Thead>
          <Tbody>
            {shown.map((finding, at) => (
              <FindingRow
                key={finding.questionId}
                rank={at + 1}
                finding={finding}
                plan={plan}
                query={query}
                planned={planned.get(finding.questionId)}
              />
            ))}
          </Tbody>
        </Table>
      </Section>
      {shown.length < findings.questions.length && (
        <LinkButton
          href={planHref(product.id, query, { view: "findings", all: "1" })}
          scroll={false}
          className="self-center"
        >
          Show all {findings.questions.length} findings
        </LinkButton>
      )}
      <DimensionFindings plan={plan} query={query} />
      <Formula />
    </>
  );
}

function FindingRow({
  rank,
  finding,
  plan,
  query,
  planned,
}: {
  rank: number;
  finding: QuestionFinding;
  plan: ShownPlan;
  query: PlanQuery;
  planned: ShownAction | undefined;
}) {
  const productId = plan.product.id;
  const { questionId, sectionId } = finding;
  return (
    <Tr>
      <Td align="end" label="Rank">
        {rank}
      </Td>
      <Td className="md:max-w-md">
        <div className="min-w-0">
          <TextLink quiet href={questionPath({ productId, sectionId, questionId })}>
            {finding.text}
          </TextLink>
          <span className="block text-xs text-muted">
            {finding.code} · {finding.section} · {finding.dimension}
          </span>
          {finding.first.length > 0 && (
            <span className="mt-0.5 block text-xs text-warning">
              first: {finding.first.map(({ code, text }) => `${code}, ${text}`).join("; ")}
            </span>
          )}
        </div>
      </Td>
      <Td label="Score → target" className="whitespace-nowrap">
        <span>
          <MaturityBadge score={finding.score} size="sm" /> → {level(finding.target)}
        </span>
      </Td>
      <Td align="end" label="Share">
        {(finding.share * 100).toFixed(1)} %
      </Td>
      <Td align="end" label="Effort">
        <span>
          {finding.effort}
          {!finding.estimated && <span className="text-muted"> (not estimated)</span>}
        </span>
      </Td>
      <Td align="end" label="Priority" className="font-medium">
        {priorityText(finding.priority)}
      </Td>
      <Td align="end">
        {planned ? (
          <TextLink href={planHref(productId, query, { view: "findings", action: String(planned.id) })} scroll={false}>
            <Badge tone="info">Planned</Badge>
            <span className="sr-only">: {planned.title}</span>
          </TextLink>
        ) : (
          plan.may.propose && (
            <LinkButton
              size="sm"
              scroll={false}
              href={planHref(productId, query, { view: "findings", action: "new", finding: String(questionId) })}
            >
              Plan this<span className="sr-only">: {finding.text}</span>
            </LinkButton>
          )
        )}
      </Td>
    </Tr>
  );
}

function NoFindings({ plan }: { plan: ShownPlan }) {
  const { product, findings } = plan;
  const untargeted = product.target === null && plan.projection.dimensions.every(({ target }) => target === null);
  return (
    <Card padded={false}>
      {!plan.scored ? (
        <EmptyState
          icon="target"
          title="Nothing is scored yet"
          action={<LinkButton href={`/products/${product.id}`}>Open the questionnaire</LinkButton>}
        >
          A finding is a gap between a score and its target. It shows with the first answers.
        </EmptyState>
      ) : untargeted ? (
        <EmptyState
          icon="target"
          title="No target is set"
          action={
            plan.may.setTargets && (
              <LinkButton variant="primary" href={`/products/${product.id}/plan/targets`}>
                Set targets
              </LinkButton>
            )
          }
        >
          A finding is a gap between a score and its target. The product’s owner and members say where it wants to be.
        </EmptyState>
      ) : (
        <EmptyState icon="circle-check" title="Every scored answer meets its target">
          {findings.unscored > 0 && `${counted(findings.unscored, "question")} have no score yet.`}
        </EmptyState>
      )}
    </Card>
  );
}

/** The rule, stated. */
function Formula() {
  return (
    <details className="text-sm text-muted">
      <summary className="cursor-pointer font-medium text-ink">How the priority is computed</summary>
      <div className="mt-2 flex max-w-prose flex-col gap-2">
        <p className="font-mono text-xs text-ink">
          ((1 + target − score)² − 1) × share of the overall score in % ÷ effort
        </p>
        <p>
          The square lets one wide gap count for more than two narrow ones. The share is the question’s weight among the
          applicable ones of its dimension, divided by the number of dimensions. Effort goes from 1 (hours) to 5 (half a
          year or more); where the questionnaire does not estimate it, it counts as 3.
        </p>
        <p>
          A question’s target is its dimension’s, or else its section’s, or else the product’s, and never above its best
          option. A question that the questionnaire says builds on another ranks after it, as long as that one is below
          its target or not answered.
        </p>
      </div>
    </details>
  );
}
