import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { threadActions } from "@/app/(assessment)/_threads/thread-actions";
import { Page, PageHeader } from "@/components/frame/page-header";
import { ProductStatusBadge } from "@/components/status/status-badges";
import { ThreadDrawer } from "@/components/threads/thread-drawer";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/form-error";
import { getProductProgress } from "@/lib/assessment/get-product-progress";
import { getThreadCounts } from "@/lib/assessment/get-thread-counts";
import { listAssignments } from "@/lib/assessment/list-assignments";
import { canAnswer, canEditProduct } from "@/lib/assessment/policy";
import { OtherSets, ProductFacts } from "./_components/product-facts";
import { ProductHistory } from "./_components/product-history";
import { ProductTabs } from "./_components/product-tabs";
import { Returned } from "./_components/returned";
import { Sections } from "./_components/sections";
import { Standing } from "./_components/standing";
import { WhoAnswers } from "./_components/who-answers";
import { SubmitProduct } from "./_components/submit-product";

export const metadata: Metadata = { title: "Product" };

export default async function ProductPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ thread?: string; history?: string }>;
}) {
  const [{ id }, { thread, history }] = await Promise.all([params, searchParams]);
  const [actor, progress, threads, work] = await Promise.all([
    currentActor(),
    load(getProductProgress, { product_id: id }),
    load(getThreadCounts, { product_id: id }),
    load(listAssignments, { product_id: id }),
  ]);
  const { product, access, outline, next } = progress;
  const path = `/products/${product.id}`;
  const mayAnswer = !product.round_closed && canAnswer(actor, { ...access, userId: product.owner_id });
  const mayEdit = canEditProduct(actor, access);
  const firstSection = `${path}/sections/${outline[0]?.id ?? 0}?assign-section=1`;
  const unread = threads.find(({ response_id }) => response_id === 0)?.unread ?? 0;
  return (
    <Page>
      <PageHeader
        title={product.name}
        breadcrumb={[{ label: "Products", href: "/products" }, { label: product.name }]}
        description={product.description || product.organization}
        badges={<ProductStatusBadge status={product.status} />}
        actions={
          <>
            <LinkButton href={`${path}?thread=1`} icon="message" scroll={false}>
              Thread{unread > 0 && `, ${unread} unread`}
            </LinkButton>
            <LinkButton href={`${path}/offline`} icon="file-sheet">
              Work offline
            </LinkButton>
            <LinkButton href={`${path}?history=1`} icon="history" scroll={false}>
              History
            </LinkButton>
            {mayEdit && (
              <LinkButton href={`${path}/edit`} icon="pen">
                Edit
              </LinkButton>
            )}
          </>
        }
        tabs={<ProductTabs productId={product.id} current="" />}
      />
      {product.archived_at !== null && (
        <Notice tone="warning" title="This product is archived">
          It takes no more answers. {mayEdit && "Restore it on its edit page."}
        </Notice>
      )}
      {product.round_closed && (
        <Notice
          title={`Round ${product.round} is closed`}
          action={
            <LinkButton href={`${path}/rounds`} size="sm">
              Rounds
            </LinkButton>
          }
        >
          Its answers are read-only until the next round is started.
        </Notice>
      )}
      {progress.newer && product.archived_at === null && (
        <Notice
          title="A newer version of this questionnaire is available"
          action={
            <LinkButton href={`${path}/move`} size="sm">
              See what a move would do
            </LinkButton>
          }
        >
          Version {progress.newer.version} is published. Nothing changes here until the product is moved.
        </Notice>
      )}
      <Standing product={product} outline={outline} next={next} mayAnswer={mayAnswer} />
      {progress.returned.length > 0 && (
        <Returned productId={product.id} returned={progress.returned} mayAnswer={mayAnswer} />
      )}
      <Sections productId={product.id} outline={outline} />
      {(work.people.length > 0 || work.can_assign) && (
        <WhoAnswers people={work.people} canAssign={work.can_assign} sectionHref={firstSection} />
      )}
      {mayAnswer && (
        <SubmitProduct
          user={{ id: actor.userId, name: actor.name }}
          productId={product.id}
          outline={outline}
          missing={progress.missing}
        />
      )}
      <ProductFacts product={product} members={progress.members} terms={progress.terms} />
      {progress.other_sets.length > 0 && (
        <OtherSets productId={product.id} sets={progress.other_sets} sectionId={outline[0]?.id ?? 0} />
      )}
      <ProductHistory product={product} path={path} place={history} />
      <ThreadDrawer
        open={thread === "1"}
        closeHref={path}
        description={product.name}
        place={{ product_id: product.id }}
        actions={threadActions}
      />
    </Page>
  );
}
