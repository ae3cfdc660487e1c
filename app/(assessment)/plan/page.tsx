import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { listAddress, oneOf, type SearchParams } from "@/components/lists/list-address";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FilterChips } from "@/components/ui/filter-chips";
import { LoadMore } from "@/components/ui/load-more";
import { EmptyState } from "@/components/ui/states";
import { listActions } from "@/lib/assessment/list-actions";
import { actionListStates } from "@/lib/assessment/action-words";
import { ActionsTable } from "./_components/actions-table";

export const metadata: Metadata = { title: "Actions" };

const stateLabels = { unfinished: "Not finished", done: "Done", dropped: "Dropped" } as const;
const states = actionListStates.filter((state): state is keyof typeof stateLabels => state in stateLabels);

export default async function ActionsPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress("/plan", searchParams, ["whose", "overdue", "state"]);
  const { values } = address;
  const actor = await currentActor();
  const owns = actor.role === "client";
  const mine = owns && values.whose !== "all";
  const state = oneOf(values.state, states) ?? "unfinished";
  const overdue = state === "unfinished" && values.overdue === "1";
  const { actions, next_cursor } = await load(listActions, {
    mine,
    overdue,
    state,
    limit: address.limit,
    cursor: address.cursor,
  });
  const narrowed = mine || overdue || state !== "unfinished";
  return (
    <Page>
      <PageHeader
        title="Actions"
        breadcrumb={[{ label: "Actions" }]}
        description={
          owns
            ? "What is planned for your products, due first."
            : "What your clients plan for their products, due first."
        }
      />
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {owns && (
          <FilterChips
            label="Whose"
            items={[
              { label: "Mine", href: address.href({ whose: undefined }), current: mine },
              { label: actor.organization, href: address.href({ whose: "all" }), current: !mine },
            ]}
          />
        )}
        <FilterChips
          label="State"
          items={[
            ...states.map((each) => ({
              label: stateLabels[each],
              href: address.href({ state: each === "unfinished" ? undefined : each, overdue: undefined }),
              current: state === each && !overdue,
            })),
            { label: "Overdue", href: address.href({ state: undefined, overdue: "1" }), current: overdue },
          ]}
        />
      </div>
      {actions.length > 0 ? (
        <>
          <ActionsTable actions={actions} organizations={!owns} />
          <LoadMore
            href={address.more(next_cursor)}
            shown={actions.length}
            noun={actions.length === 1 ? "action" : "actions"}
          />
        </>
      ) : (
        <Card padded={false}>
          <EmptyState
            icon="target"
            title={narrowed ? "No action is like that" : "Nothing is planned yet"}
            action={
              narrowed && !(mine && values.whose === undefined && !overdue && state === "unfinished") ? (
                <LinkButton href={address.href({ whose: undefined, overdue: undefined, state: undefined })}>
                  Show what is not finished
                </LinkButton>
              ) : (
                <LinkButton href="/products">Open the products</LinkButton>
              )
            }
          >
            Actions are planned from the findings of a product, on its page Plan.
          </EmptyState>
        </Card>
      )}
    </Page>
  );
}
