import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Stat } from "@/components/ui/data-list";
import { FilterChips } from "@/components/ui/filter-chips";
import { Notice } from "@/components/ui/form-error";
import { LoadMore } from "@/components/ui/load-more";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { getAssessmentAt } from "@/lib/assessment/get-assessment-at";
import { roundsPath } from "@/lib/assessment/links";
import { verifySnapshot } from "@/lib/assessment/verify-snapshot";
import { ArchivedMoment, loadMoment } from "../_moments/load-moment";
import { MomentForm } from "../_moments/moment-form";
import { momentOptions } from "../_moments/options";
import { Said } from "../_moments/said";
import { compareHref, momentName } from "../_moments/words";
import { percent } from "../results/_components/messages";

export const metadata: Metadata = { title: "At a date" };

export default async function HistoryPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}) {
  const { id } = await params;
  const path = `/products/${id}/history`;
  const address = await listAddress(path, searchParams, ["at", "at_day", "section"]);
  const moment = address.values.at_day ?? address.values.at ?? "now";
  const loaded = await loadMoment(getAssessmentAt, {
    product_id: id,
    at: moment,
    section: address.values.section,
    limit: address.limit,
    cursor: address.cursor,
  });
  if ("archived" in loaded)
    return <ArchivedMoment productId={Number(id)} title="At a date" message={loaded.archived} />;
  const at = loaded.shown;
  const verified = at.snapshot ? await load(verifySnapshot, { snapshot_id: at.snapshot.id, product_id: id }) : null;
  const { product, maturity } = at;
  const validated = maturity.validated.coverage > 0 ? maturity.validated.overall_score : null;
  return (
    <Page>
      <PageHeader
        title={at.kind === "now" ? "As it is now" : `As of ${momentName(at)}`}
        breadcrumb={[
          { label: "Products", href: "/products" },
          { label: product.name, href: `/products/${product.id}` },
          { label: "Rounds", href: roundsPath(product.id) },
          { label: "At a date" },
        ]}
        description={`${product.name}, ${product.organization}. Read-only.`}
        actions={
          at.kind !== "now" && (
            <LinkButton href={compareHref(product.id, moment, "now")} icon="history">
              Compare with now
            </LinkButton>
          )
        }
      />
      <MomentForm
        path={path}
        action="Show"
        kept={{ section: address.values.section }}
        pickers={[
          {
            name: "at",
            label: "Moment",
            value: moment,
            options: momentOptions(at.snapshots, { ...at, value: moment }),
          },
        ]}
      />
      <Card className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Stat
          label="Self-assessed"
          value={<MaturityBadge score={at.answered > 0 ? maturity.overall_score : null} digits={2} />}
          detail={at.answered > 0 ? maturity.maturity_level : "Nothing was answered"}
        />
        <Stat label="Validated" value={<MaturityBadge score={validated} digits={2} />} detail="Approved answers only" />
        <Stat label="Answered" value={percent(maturity.coverage)} detail={`${at.answered} answers`} />
        <Stat label="Approved" value={percent(maturity.validated.coverage)} detail={at.questionnaire} />
      </Card>
      {verified && <Verified verification={verified} />}
      <Section title={at.section || "Other questions"} description="The answers as they stood then">
        <FilterChips
          label="Section"
          items={at.sections.map((section) => ({
            label: `${section.title || "Other questions"}${section.average === null ? "" : ` ${section.average.toFixed(2)}`}`,
            href: address.href({ section: section.title, at: moment, at_day: undefined }),
            current: section.title === at.section,
          }))}
        />
        <Card padded={false}>
          {at.questions.length === 0 ? (
            <EmptyState title="There is nothing in this section" />
          ) : (
            <Table label="Answers at that moment" stack>
              <Thead>
                <Tr>
                  <Th>Question</Th>
                  <Th>Answer</Th>
                </Tr>
              </Thead>
              <Tbody>
                {at.questions.map((question) => (
                  <Tr key={question.questionId ?? question.text}>
                    <Td className="align-top md:w-2/5">
                      <div>
                        <span className="font-medium wrap-anywhere">{question.text}</span>
                        <span className="block text-xs text-muted">
                          {[question.code, question.dimension].filter(Boolean).join(" · ")}
                        </span>
                      </div>
                    </Td>
                    <Td className="align-top">
                      <Said said={question.said} />
                    </Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )}
        </Card>
        <LoadMore href={address.more(at.next_cursor)} shown={at.questions.length} noun="questions" />
      </Section>
    </Page>
  );
}

/** Whether the snapshot still says what it said, with the hash that proves it. */
function Verified({ verification }: { verification: Awaited<ReturnType<typeof verifySnapshot>> }) {
  const { state, content_hash, altered } = verification;
  if (state === "unrecorded" || state === "archived")
    return (
      <Notice tone="neutral" title="This snapshot kept scores alone">
        The answers are those that the history of each answer has for its moment.
      </Notice>
    );
  const hash = <code className="block font-mono text-xs break-all">SHA-256 {content_hash}</code>;
  if (state === "unaltered")
    return (
      <Notice tone="success" title="Unaltered since it was taken">
        {hash}
      </Notice>
    );
  return (
    <Notice tone="danger" title="This snapshot does not say any more what it said when it was taken">
      {altered.length > 0 ? (
        <ul className="list-inside list-disc">
          {altered.slice(0, 20).map((answer) => (
            <li key={answer.response_id}>
              {answer.question ?? `Answer ${answer.response_id}`}, version {answer.version}:{" "}
              {answer.problem === "missing" ? "is missing" : "was changed"}
            </li>
          ))}
        </ul>
      ) : (
        <p>Its answers are as they were; its figures are not.</p>
      )}
      {hash}
    </Notice>
  );
}
