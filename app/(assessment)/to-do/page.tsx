import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { listToDo, type ToDoItem } from "@/lib/assessment/list-to-do";
import { ToDoLists } from "./_components/to-do-lists";

export const metadata: Metadata = { title: "To do" };

export default async function ToDoPage({ searchParams }: { searchParams: Promise<{ product_id?: string }> }) {
  const { product_id } = await searchParams;
  const list = await load(listToDo, { product_id });
  return (
    <Page>
      <PageHeader title="To do" breadcrumb={[{ label: "To do" }]} description={describe(list.open, list.changed)} />
      {list.items.length === 0 ? (
        <EmptyState
          icon="list-checks"
          title="Nothing came back"
          action={<LinkButton href="/products">Open your products</LinkButton>}
        >
          When a lead asks for more, the answer is listed here with what to do about it.
        </EmptyState>
      ) : (
        <ToDoLists groups={byProduct(list.items)} />
      )}
    </Page>
  );
}

function describe(open: number, changed: number): string | undefined {
  if (open + changed === 0) return undefined;
  const came =
    open === 1 ? "One answer came back" : open === 0 ? "Nothing is left to change" : `${open} answers came back`;
  return changed > 0 ? `${came}, ${changed} changed and not handed in again yet.` : `${came}.`;
}

function byProduct(items: ToDoItem[]): ToDoItem[][] {
  const groups = new Map<number, ToDoItem[]>();
  for (const item of items) groups.set(item.product_id, [...(groups.get(item.product_id) ?? []), item]);
  return [...groups.values()];
}
