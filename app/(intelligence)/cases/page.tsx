import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { Drawer } from "@/components/frame/drawer";
import { Page, PageHeader } from "@/components/frame/page-header";
import { FilterForm } from "@/components/lists/filter-form";
import { listAddress, oneOf, type SearchParams } from "@/components/lists/list-address";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FilterChips } from "@/components/ui/filter-chips";
import { LoadMore } from "@/components/ui/load-more";
import { Select } from "@/components/ui/select";
import { EmptyState } from "@/components/ui/states";
import { canOpenCase } from "@/lib/intelligence/cases/case-policy";
import { casePriorities, casePriorityWords } from "@/lib/intelligence/cases/case-words";
import { listCases } from "@/lib/intelligence/cases/list-cases";
import { listColleagues } from "@/lib/intelligence/cases/list-colleagues";
import { listTemplates } from "@/lib/intelligence/cases/list-templates";
import { daysFrom } from "@/lib/kernel/today";
import { CasesTable } from "./_components/cases-table";
import { NewCase } from "./_components/new-case";

export const metadata: Metadata = { title: "Cases" };

const stateLabels = { unfinished: "Not finished", closed: "Closed", archived: "Archived", all: "All" } as const;
const states = Object.keys(stateLabels) as (keyof typeof stateLabels)[];

/** The cases one works in; for superusers the register. */
export default async function CasesPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress("/cases", searchParams, ["state", "mine", "overdue", "priority", "q", "new"]);
  const { values } = address;
  const actor = await currentActor();
  const opens = canOpenCase(actor);
  const state = oneOf(values.state, states) ?? "unfinished";
  const priority = oneOf(values.priority, casePriorities);
  const mine = values.mine === "1";
  const overdue = state === "unfinished" && values.overdue === "1";
  const isNew = opens && values.new === "1";
  const [{ cases, next_cursor }, templates, people] = await Promise.all([
    load(listCases, {
      state,
      mine,
      ...(priority && { priority }),
      ...(overdue && { due_by: daysFrom(-1) }),
      q: values.q ?? "",
      limit: address.limit,
      cursor: address.cursor,
    }),
    isNew ? load(listTemplates, {}) : undefined,
    isNew ? load(listColleagues, {}) : undefined,
  ]);
  const narrowed = mine || overdue || priority || values.q || state !== "unfinished";
  return (
    <Page>
      <PageHeader
        title="Cases"
        breadcrumb={[{ label: "Cases" }]}
        description={
          opens
            ? "The cases you have a part in, due first."
            : "The register: which cases there are, and how much is in them. What is in them is their members'."
        }
        actions={
          opens ? (
            <>
              <LinkButton href="/cases/templates">Templates</LinkButton>
              <LinkButton href={address.href({ new: "1" })} variant="primary" icon="plus" scroll={false}>
                Open a case
              </LinkButton>
            </>
          ) : (
            <LinkButton href="/admin/break-glass">Break the glass</LinkButton>
          )
        }
      />
      <div className="flex flex-col gap-3">
        <FilterForm
          path="/cases"
          title="Cases"
          search={values.q}
          placeholder="Number, title or type"
          kept={{ state: values.state, mine: values.mine, overdue: values.overdue }}
        >
          <Field label="Priority" hideLabel className="min-w-40">
            <Select key={priority} name="priority" defaultValue={priority ?? ""}>
              <option value="">Any priority</option>
              {casePriorities.map((each) => (
                <option key={each} value={each}>
                  {casePriorityWords[each]}
                </option>
              ))}
            </Select>
          </Field>
        </FilterForm>
        <FilterChips
          label="Which"
          items={[
            ...states.map((each) => ({
              label: stateLabels[each],
              href: address.href({ state: each === "unfinished" ? undefined : each, overdue: undefined }),
              current: state === each && !overdue,
            })),
            { label: "Overdue", href: address.href({ state: undefined, overdue: "1" }), current: overdue },
            ...(opens ? [{ label: "Mine", href: address.href({ mine: mine ? undefined : "1" }), current: mine }] : []),
          ]}
        />
      </div>
      {cases.length > 0 ? (
        <>
          <CasesTable cases={cases} organizations={!opens} />
          <LoadMore
            href={address.more(next_cursor)}
            shown={cases.length}
            noun={cases.length === 1 ? "case" : "cases"}
          />
        </>
      ) : (
        <Card padded={false}>
          <EmptyState
            icon="briefcase"
            title={narrowed ? "No case is like that" : "No case yet"}
            action={
              narrowed ? (
                <LinkButton href="/cases">Show what is not finished</LinkButton>
              ) : (
                opens && (
                  <LinkButton href={address.href({ new: "1" })} variant="primary" icon="plus" scroll={false}>
                    Open a case
                  </LinkButton>
                )
              )
            }
          >
            {opens
              ? "You see the cases you have a part in. Whoever manages a case gives you one."
              : "No agency has one."}
          </EmptyState>
        </Card>
      )}
      <Drawer open={isNew} closeHref={address.href({ new: undefined })} title="Open a case">
        {isNew && (
          <NewCase
            templates={templates!.templates.filter((template) => template.is_active)}
            people={people!.people.filter((person) => person.id !== actor.userId)}
          />
        )}
      </Drawer>
    </Page>
  );
}
