import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { currentActor, load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Button, LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/form-error";
import { Menu, MenuLink } from "@/components/ui/menu";
import { Tabs } from "@/components/ui/tabs";
import { isUnfinished } from "@/lib/assessment/action";
import { getPlan } from "@/lib/assessment/get-plan";
import { ProductTabs } from "../_components/product-tabs";
import { ActionDrawer } from "./_components/action-drawer";
import { ActionList } from "./_components/action-list";
import { idsOf, planHref, planQuery, type PlanQuery } from "./_components/address";
import { Board } from "./_components/board";
import { filterActions, PlanFilters } from "./_components/filters";
import { Findings } from "./_components/findings";
import { ProjectionSummary } from "./_components/projection-summary";
import { counted } from "./_components/words";

export const metadata: Metadata = { title: "Plan" };

const views = ["findings", "list", "board"] as const;

export default async function PlanPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [{ id }, given] = await Promise.all([params, searchParams]);
  const query = planQuery(given);
  const only = idsOf(query.only);
  const [actor, plan] = await Promise.all([currentActor(), load(getPlan, { product_id: id, only })]);
  const { product, actions, findings, may } = plan;
  const unfinished = actions.filter(isUnfinished).length;
  const view = views.find((each) => each === query.view) ?? (actions.length > 0 ? "list" : "findings");
  const shown = filterActions(plan, query, actor.userId);
  const opened = query.action === "new" || query.action === undefined ? undefined : openedIn(plan, query);
  const href = (changes: PlanQuery) => planHref(product.id, query, changes);
  const exportHref = (format: string) => `/api/v1/products/${product.id}/plan/export?format=${format}`;
  return (
    <Page>
      <PageHeader
        title="Plan"
        breadcrumb={[
          { label: "Products", href: "/products" },
          { label: product.name, href: `/products/${product.id}` },
          { label: "Plan" },
        ]}
        description={`${product.name}, ${product.organization}`}
        actions={
          <>
            {may.setTargets && (
              <LinkButton href={`/products/${product.id}/plan/targets`} icon="target">
                Set targets
              </LinkButton>
            )}
            <Menu trigger={<Button icon="download">Export</Button>}>
              <MenuLink icon="file-text" href={exportHref("csv")} download>
                Actions as CSV
              </MenuLink>
              <MenuLink icon="file-sheet" href={exportHref("xlsx")} download>
                Actions and findings as XLSX
              </MenuLink>
              {actions.length > 0 && (
                <MenuLink icon="file-code" href={exportHref("oscal")} download>
                  OSCAL POA&M
                </MenuLink>
              )}
            </Menu>
            {may.propose && (
              <LinkButton href={href({ action: "new" })} variant="primary" icon="plus" scroll={false}>
                {may.assign ? "New action" : "Propose an action"}
              </LinkButton>
            )}
          </>
        }
        tabs={
          <>
            <ProductTabs productId={product.id} current="/plan" />
            <Tabs
              label="Views of the plan"
              items={[
                { href: href({ view: "list" }), label: "Actions", count: unfinished, current: view === "list" },
                { href: href({ view: "board" }), label: "Board", current: view === "board" },
                {
                  href: href({ view: "findings" }),
                  label: "Findings",
                  count: findings.questions.length,
                  current: view === "findings",
                },
              ]}
            />
          </>
        }
      />
      {product.archived && (
        <Notice tone="warning" title="This product is archived">
          Its plan can be read, not changed.
        </Notice>
      )}
      <ProjectionSummary plan={plan} query={query} />
      {view === "findings" ? (
        <Findings plan={plan} query={query} />
      ) : (
        <>
          <PlanFilters plan={plan} query={{ ...query, view }} shown={shown.length} />
          {view === "board" ? (
            <Board
              actions={shown.map((action) => ({
                id: action.id,
                title: action.title,
                owner: action.owner,
                due_on: action.due_on,
                overdue: action.overdue,
                status: action.status,
                version: action.version,
                brings: action.brings,
                may: action.may,
                href: href({ view, action: String(action.id) }),
              }))}
            />
          ) : (
            <ActionList plan={plan} actions={shown} query={{ ...query, view }} />
          )}
        </>
      )}
      <ActionDrawer plan={plan} query={query} opened={opened} />
      <p role="status" className="sr-only">
        {counted(shown.length, "action")} shown
      </p>
    </Page>
  );
}

/** The action that the address names. One that is not there is the page "not found". */
function openedIn(plan: Awaited<ReturnType<typeof getPlan>>, query: PlanQuery) {
  return plan.actions.find((action) => String(action.id) === query.action) ?? notFound();
}
