import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { listToDo, type ToDoItem } from "@/lib/assessment/list-to-do";
import { Renewals } from "./_components/renewals";
import { ToDoLists } from "./_components/to-do-lists";

export const metadata: Metadata = { title: "To do" };

export default async function ToDoPage({ searchParams }: { searchParams: Promise<{ product_id?: string }> }) {
  const { product_id } = await searchParams;
  const list = await load(listToDo, { product_id });
  return (
    <Page>
      <PageHeader
        title="To do"
        breadcrumb={[{ label: "To do" }]}
        description={describe(list.open, list.changed, list.renew.length)}
      />
      {list.items.length + list.renew.length === 0 ? (
        <EmptyState
          icon="list-checks"
          title="Nothing came back"
          action={<LinkButton href="/products">Open your products</LinkButton>}
        >
          When a lead asks for more, or an action about an answer is done, the answer is listed here with what to do
          about it.
        </EmptyState>
      ) : (
        <>
          {list.renew.length > 0 && <Renewals items={list.renew} />}
          {list.items.length > 0 && <ToDoLists groups={byProduct(list.items)} />}
        </>
      )}
    </Page>
  );
}

function describe(open: number, changed: number, renew: number): string | undefined {
  const anew =
    renew === 0 ? undefined : renew === 1 ? "One answer is to be renewed." : `${renew} answers are to be renewed.`;
  if (open + changed === 0) return anew;
  const came =
    open === 1 ? "One answer came back" : open === 0 ? "Nothing is left to change" : `${open} answers came back`;
  const back = changed > 0 ? `${came}, ${changed} changed and not handed in again yet.` : `${came}.`;
  return [back, anew].filter(Boolean).join(" ");
}

function byProduct(items: ToDoItem[]): ToDoItem[][] {
  const groups = new Map<number, ToDoItem[]>();
  for (const item of items) groups.set(item.product_id, [...(groups.get(item.product_id) ?? []), item]);
  return [...groups.values()];
}
