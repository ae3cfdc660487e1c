import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { AssignedList } from "@/components/requests/assigned-list";
import { RequestList } from "@/components/requests/request-list";
import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states";
import { listToDo, type ToDoItem } from "@/lib/assessment/list-to-do";
import { Renewals } from "./_components/renewals";
import { ToDoLists } from "./_components/to-do-lists";

export const metadata: Metadata = { title: "To do" };

export default async function ToDoPage({ searchParams }: { searchParams: Promise<{ product_id?: string }> }) {
  const { product_id } = await searchParams;
  const list = await load(listToDo, { product_id });
  const nothing = list.items.length + list.renew.length + list.assigned.length + list.requests.length === 0;
  return (
    <Page>
      <PageHeader
        title="To do"
        breadcrumb={[{ label: "To do" }]}
        description={describe(list.open, list.changed, list.renew.length)}
      />
      {nothing ? (
        <EmptyState
          icon="list-checks"
          title="Nothing to do"
          action={<LinkButton href="/products">Open your products</LinkButton>}
        >
          What a lead sends back or wants as evidence is listed here, what colleagues assign to you, and answers to
          renew when an action about them is done.
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-8">
          {list.assigned.length > 0 && (
            <Section title="Assigned to you" card padded={false}>
              <AssignedList assignments={list.assigned} />
            </Section>
          )}
          {list.requests.length > 0 && (
            <Section
              title="Evidence requested"
              description="Add a file to the answer, and the request is met."
              card
              padded={false}
            >
              <RequestList requests={list.requests} label="Evidence requested" />
            </Section>
          )}
          {list.renew.length > 0 && <Renewals items={list.renew} />}
          {list.items.length > 0 && <ToDoLists groups={byProduct(list.items)} />}
        </div>
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
