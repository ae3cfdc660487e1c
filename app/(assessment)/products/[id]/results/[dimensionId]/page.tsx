import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { getDimensionResults } from "@/lib/assessment/get-dimension-results";
import { dimensionHref, resultsHref, type Shown } from "../_components/addresses";
import { counted, written } from "../_components/messages";
import { Formula } from "./_components/formula";
import { ModelFormula } from "./_components/model-formula";
import { QuestionsTable } from "./_components/questions-table";

export const metadata: Metadata = { title: "Dimension" };

export default async function DimensionPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string; dimensionId: string }>;
  searchParams: Promise<{ set?: string; section?: string; dimension?: string }>;
}) {
  const [{ id, dimensionId }, asked] = await Promise.all([params, searchParams]);
  const { product, set, dimension, description, questions, explained, previous, next } = await load(
    getDimensionResults,
    {
      product_id: id,
      user_id: asked.set,
      ...(dimensionId === "other"
        ? { section: asked.section ?? "", dimension: asked.dimension ?? "" }
        : { dimension_id: dimensionId }),
    },
  );
  const shown: Shown = { productId: product.id, set: set.isProducts ? undefined : set.userId };
  const scored = questions.filter(({ response }) => response !== null && response.score !== null);
  const open = dimension.total - dimension.notApplicable - dimension.answered;
  return (
    <Page>
      <PageHeader
        title={dimension.title}
        breadcrumb={[
          { label: "Products", href: "/products" },
          { label: product.name, href: `/products/${product.id}` },
          { label: "Results", href: resultsHref(shown) },
          { label: dimension.title },
        ]}
        description={description || dimension.section}
        actions={
          <>
            {previous && (
              <LinkButton href={dimensionHref(shown, previous)} icon="chevron-left" title={previous.title}>
                Previous<span className="sr-only"> dimension, {previous.title}</span>
              </LinkButton>
            )}
            {next && (
              <LinkButton href={dimensionHref(shown, next)} title={next.title}>
                Next<span className="sr-only"> dimension, {next.title}</span>
                <Icon name="chevron-right" />
              </LinkButton>
            )}
          </>
        }
      />
      <Card padded={false} className="@container">
        <div className="grid divide-line @max-2xl:divide-y @2xl:grid-cols-3 @2xl:divide-x">
          {explained ? (
            <>
              <ModelFormula
                label="Self-assessed"
                model={explained.model}
                result={explained.selfAssessed}
                average={dimension.average}
              />
              <ModelFormula
                label="Validated"
                model={explained.model}
                result={explained.validated}
                average={dimension.validated}
              />
            </>
          ) : (
            <>
              <Formula label="Self-assessed" questions={scored} average={dimension.average} />
              <Formula
                label="Validated"
                questions={scored.filter(({ response }) => response!.status === "approved")}
                average={dimension.validated}
              />
            </>
          )}
          <div className="flex flex-col gap-2 p-5">
            <h2 className="text-sm font-medium text-muted">Gap to target</h2>
            <p className="text-2xl font-semibold tracking-tight">
              {dimension.gap === null ? "–" : written(dimension.gap)}
            </p>
            <p className="text-sm text-muted">
              {product.target === null ? "No target is set for this product" : `Target ${product.target}`}
            </p>
          </div>
        </div>
      </Card>
      <Section
        title={open > 0 ? `${counted(open, "question")} still to answer` : "Every applicable question is answered"}
        description={`${dimension.section ? `${dimension.section} · ` : ""}${dimension.answered} of ${dimension.total - dimension.notApplicable} answered${
          set.isProducts ? "" : ` by ${set.name}`
        }`}
        card
        padded={false}
      >
        <QuestionsTable questions={questions} shown={shown} />
      </Section>
    </Page>
  );
}
