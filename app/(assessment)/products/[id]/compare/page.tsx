import type { Metadata } from "next";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Stat } from "@/components/ui/data-list";
import { AppliedFilters, FilterChips } from "@/components/ui/filter-chips";
import { LoadMore } from "@/components/ui/load-more";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { EmptyState } from "@/components/ui/states";
import { compareAssessments } from "@/lib/assessment/compare-assessments";
import { roundsPath } from "@/lib/assessment/links";
import { ArchivedMoment, loadMoment } from "../_moments/load-moment";
import { MomentForm } from "../_moments/moment-form";
import { momentOptions } from "../_moments/options";
import { compareHref, momentName } from "../_moments/words";
import { counted, percent } from "../results/_components/messages";
import { Change, Deltas } from "./_components/deltas";
import { ComparedQuestions } from "./_components/questions";

export const metadata: Metadata = { title: "Compare" };

export default async function ComparePage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}) {
  const { id } = await params;
  const path = `/products/${id}/compare`;
  const names = ["from", "from_day", "to", "to_day", "section", "all"] as const;
  const address = await listAddress(path, searchParams, names);
  const { section, all } = address.values;
  const from = address.values.from_day ?? address.values.from ?? "now";
  const to = address.values.to_day ?? address.values.to ?? "now";
  const loaded = await loadMoment(compareAssessments, {
    product_id: id,
    from,
    to,
    section,
    all: all === "1",
    limit: address.limit,
    cursor: address.cursor,
  });
  if ("archived" in loaded) return <ArchivedMoment productId={Number(id)} title="Compare" message={loaded.archived} />;
  const compared = loaded.shown;
  const { product, snapshots } = compared;
  const place = { from, to, from_day: undefined, to_day: undefined };
  return (
    <Page>
      <PageHeader
        title={headline(compared.changed, compared.change)}
        breadcrumb={[
          { label: "Products", href: "/products" },
          { label: product.name, href: `/products/${product.id}` },
          { label: "Rounds", href: roundsPath(product.id) },
          { label: "Compare" },
        ]}
        description={`${product.name}: ${momentName(compared.from)}, beside ${momentName(compared.to)}`}
        actions={
          <LinkButton href={compareHref(product.id, to, from)} icon="reopen">
            Swap sides
          </LinkButton>
        }
      />
      <MomentForm
        path={path}
        action="Compare"
        kept={{ section, all }}
        pickers={[
          {
            name: "from",
            label: "Before",
            value: from,
            options: momentOptions(snapshots, { ...compared.from, value: from }),
          },
          { name: "to", label: "After", value: to, options: momentOptions(snapshots, { ...compared.to, value: to }) },
        ]}
      />
      <Card className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Stat
          label="Before"
          value={<MaturityBadge score={compared.from.overall} digits={2} />}
          detail={`${percent(compared.from.coverage)} answered, ${percent(compared.from.validated_coverage)} approved`}
        />
        <Stat
          label="After"
          value={<MaturityBadge score={compared.to.overall} digits={2} />}
          detail={`${percent(compared.to.coverage)} answered, ${percent(compared.to.validated_coverage)} approved`}
        />
        <Stat label="Change" value={<Change change={compared.change} />} detail="Self-assessed" />
        <Stat
          label="Questions that differ"
          value={compared.changed}
          detail={`of ${counted(compared.total, "question")}`}
        />
      </Card>
      <Section title="Scores" description="Choose a section for its dimensions and questions" card padded={false}>
        <Deltas
          sections={compared.sections}
          chosen={section}
          hrefOf={(title) => address.href({ ...place, section: title })}
        />
      </Section>
      <Section title={section || "Questions"} description={`${counted(compared.listed, "question")} listed`}>
        <div className="flex flex-wrap items-center gap-3">
          <FilterChips
            label="Which questions"
            items={[
              { label: "What differs", href: address.href({ ...place, all: undefined }), current: all !== "1" },
              { label: "All questions", href: address.href({ ...place, all: "1" }), current: all === "1" },
            ]}
          />
          <AppliedFilters
            items={section ? [{ label: section, removeHref: address.href({ ...place, section: undefined }) }] : []}
            clearHref={address.href({ ...place, section: undefined, all: undefined })}
          />
        </div>
        <Card padded={false}>
          {compared.questions.length > 0 ? (
            <ComparedQuestions questions={compared.questions} />
          ) : (
            <EmptyState icon="circle-check" title="Nothing differs here">
              Both moments have the same answers{section ? " in this section" : ""}.
            </EmptyState>
          )}
        </Card>
        <LoadMore href={address.more(compared.next_cursor)} shown={compared.questions.length} noun="questions" />
      </Section>
    </Page>
  );
}

function headline(changed: number, change: number | null): string {
  if (changed === 0) return "Nothing differs";
  const differ = `${counted(changed, "question")} ${changed === 1 ? "differs" : "differ"}`;
  if (change === null || Math.abs(change) < 0.005) return `${differ}, the score does not`;
  return `${differ}, the score is ${change > 0 ? "up" : "down"} ${Math.abs(change).toFixed(2)}`;
}
