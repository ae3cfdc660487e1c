import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Card, Section } from "@/components/ui/card";
import { Notice } from "@/components/ui/form-error";
import { EmptyState } from "@/components/ui/states";
import { Tabs } from "@/components/ui/tabs";
import { getMovePreview } from "@/lib/assessment/get-move-preview";
import { AddedQuestions, AnswerMoves } from "./_components/answer-moves";
import { Ended } from "./_components/ended";
import { MoveProduct } from "./_components/move-product";
import { OtherSetMoves } from "./_components/other-sets";
import { MoveScoresTable } from "./_components/scores";

export const metadata: Metadata = { title: "Move to a newer version" };

const views = [
  { show: "ask_again", label: "Ask again", none: "No answer has to be given or confirmed again." },
  { show: "drop", label: "Drop", none: "Every question is still asked." },
  { show: "keep", label: "Keep", none: "No answer stays as it is." },
  { show: "added", label: "New questions", none: "There is no new question." },
] as const;

export default async function MovePage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ show?: string | string[]; version?: string | string[] }>;
}) {
  const [{ id }, { show, version: wanted }] = await Promise.all([params, searchParams]);
  const preview = await load(getMovePreview, { product_id: id, questionnaire_version_id: wanted });
  const { product, from, to, newer, move } = preview;
  const path = `/products/${product.id}`;
  const address = `${path}/move?version=${to?.questionnaire_version_id ?? ""}`;
  const view = views.find((one) => one.show === show) ?? views.find((one) => move && move.counts[one.show] > 0);
  return (
    <Page>
      <PageHeader
        title={to ? `Move to version ${to.version}` : "Move to a newer version"}
        breadcrumb={[
          { label: "Products", href: "/products" },
          { label: product.name, href: path },
          { label: "Move to a newer version" },
        ]}
        description={`${product.name} is measured by ${product.questionnaire} ${from.version}${move ? `. ${summaryOf(move.counts)}` : ""}`}
        actions={
          move &&
          preview.may_move &&
          !product.round_closed && (
            <MoveProduct
              productId={product.id}
              versionId={to!.questionnaire_version_id}
              version={to!.version}
              counts={move.counts}
              state={move.state}
            />
          )
        }
        tabs={
          newer.length > 1 ? (
            <Tabs
              label="Move to"
              items={newer.map((one) => ({
                href: `${path}/move?version=${one.questionnaire_version_id}`,
                label: `Version ${one.version}`,
                current: one.questionnaire_version_id === to?.questionnaire_version_id,
              }))}
            />
          ) : undefined
        }
      />
      {!move ? (
        <Card>
          <EmptyState icon="circle-check" title="This is the newest version">
            When a newer one is published, this page says what moving to it would keep, ask again and drop.
          </EmptyState>
        </Card>
      ) : (
        <>
          {product.round_closed ? (
            <Notice title={`Round ${product.round} is closed`}>
              Its answers are read-only. The product can be moved once the next round is started.
            </Notice>
          ) : (
            !preview.may_move && (
              <Notice>You see what a move would do. The product’s owner and superusers can move it.</Notice>
            )
          )}
          <Section title="Scores before and after" card padded={false}>
            <MoveScoresTable before={move.before} after={move.after} />
          </Section>
          <Section
            title="What becomes of the answers"
            description="What is dropped, and what was answered before, stays in the history; a snapshot keeps the scores"
          >
            <Tabs
              label="Answers"
              items={views.map(({ show: name, label }) => ({
                href: `${address}&show=${name}`,
                label,
                count: move.counts[name],
                current: name === view?.show,
              }))}
            />
            <Card padded={false}>
              {!view || move.counts[view.show] === 0 ? (
                <EmptyState title={view?.none ?? "Nothing is answered yet"} />
              ) : view.show === "added" ? (
                <AddedQuestions questions={move.added} />
              ) : (
                <AnswerMoves label={view.label} kind={view.show} answers={move[view.show]} />
              )}
            </Card>
          </Section>
          <Ended ended={move.ended} />
          {move.others.length > 0 && <OtherSetMoves sets={move.others} />}
        </>
      )}
    </Page>
  );
}

const summaryOf = ({ keep, ask_again, drop, added }: Record<(typeof views)[number]["show"], number>) =>
  `Of its answers ${keep} would be kept, ${ask_again} asked again, ${drop} dropped; new questions: ${added}`;
