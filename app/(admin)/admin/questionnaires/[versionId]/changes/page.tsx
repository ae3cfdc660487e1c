import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states";
import { Tabs } from "@/components/ui/tabs";
import { getVersionChanges } from "@/lib/assessment/get-version-changes";
import { listVersionMoves } from "@/lib/assessment/list-version-moves";
import { ProductMoves } from "./_components/product-moves";
import { AboutChanges, ChangedQuestions, NamedQuestions } from "./_components/question-lists";

export const metadata: Metadata = { title: "Changes of a version" };

export default async function ChangesPage({
  params,
  searchParams,
}: {
  params: Promise<{ versionId: string }>;
  searchParams: Promise<{ against?: string | string[] }>;
}) {
  const { versionId } = await params;
  const { against: wanted } = await searchParams;
  const { id, title, version, status, others, against, changes } = await load(getVersionChanges, {
    id: versionId,
    against: wanted,
  });
  const use =
    against && against.id < id && against.products > 0 ? await load(listVersionMoves, { id, from: against.id }) : null;
  return (
    <Page>
      <PageHeader
        title={`Changes of ${title} ${version}`}
        breadcrumb={[
          { label: "Administration" },
          { label: "Questionnaires", href: "/admin/questionnaires" },
          { label: "Changes" },
        ]}
        description={
          against
            ? `Against version ${against.version}, by which ${products(against.products)} measured.`
            : "There is no earlier published version to compare with."
        }
        tabs={
          others.length > 1 ? (
            <Tabs
              label="Compare with"
              items={others.map((other) => ({
                href: `/admin/questionnaires/${id}/changes?against=${other.id}`,
                label: other.version,
                count: other.products,
                current: other.id === against?.id,
              }))}
            />
          ) : undefined
        }
      />
      {!changes ? (
        <Card>
          <EmptyState icon="compare" title="This is the first version" />
        </Card>
      ) : (
        <>
          <p className="text-muted">
            {questions(changes.unchanged)} unchanged. A question is the same one where its code is; where the code is
            gone, the one with the same text.
          </p>
          {changes.about.length > 0 && (
            <Section title="The questionnaire changed" card>
              <AboutChanges changes={changes.about} />
            </Section>
          )}
          {changes.removed.length > 0 && (
            <Section title={`${questions(changes.removed.length)} removed`} card padded={false}>
              <NamedQuestions list={changes.removed} />
            </Section>
          )}
          {changes.added.length > 0 && (
            <Section title={`${questions(changes.added.length)} added`} card padded={false}>
              <NamedQuestions list={changes.added} />
            </Section>
          )}
          {changes.changed.length > 0 && (
            <Section title={`${questions(changes.changed.length)} changed`} card padded={false}>
              <ChangedQuestions list={changes.changed} />
            </Section>
          )}
          {use && <ProductMoves {...use} earlier={against!.version} target={status === "published" ? id : null} />}
        </>
      )}
    </Page>
  );
}

const questions = (count: number) => `${count} ${count === 1 ? "question" : "questions"}`;
const products = (count: number) => `${count} ${count === 1 ? "product is" : "products are"}`;
