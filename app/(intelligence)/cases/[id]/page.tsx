import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { listAddress, oneOf, type SearchParams } from "@/components/lists/list-address";
import { Tabs } from "@/components/ui/tabs";
import { canExport } from "@/lib/intelligence/export/export-policy";
import { canEndGlass } from "@/lib/intelligence/cases/case-policy";
import { getCase, getRegisteredCase } from "@/lib/intelligence/cases/get-case";
import { ExportButton } from "../../_components/export-button";
import { CaseStatusBadge, PriorityBadge } from "../_components/badges";
import { BrokenGlass } from "./_components/broken-glass";
import { Exhibits } from "./_components/exhibits";
import { Links } from "./_components/links";
import { Members } from "./_components/members";
import { Notes } from "./_components/notes";
import { Overview } from "./_components/overview";
import { RegisterLine } from "./_components/register-line";
import { Tasks } from "./_components/tasks";
import { Timeline } from "./_components/timeline";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await load(getRegisteredCase, { case_id: (await params).id });
  return { title: found.number };
}

const views = [
  "overview",
  "tasks",
  "notes",
  "timeline",
  "exhibits",
  "content",
  "subjects",
  "identifiers",
  "members",
] as const;
const names = ["view", "category"] as const;

/** A case: for its members all of it, a view at a time; for superusers its line in the register. */
export default async function CasePage({ params, searchParams }: Props) {
  const { id } = await params;
  const address = await listAddress(`/cases/${id}`, searchParams, names);
  const [registered, actor] = await Promise.all([load(getRegisteredCase, { case_id: id }), currentActor()]);
  const header = {
    title: registered.title,
    breadcrumb: [{ label: "Cases", href: "/cases" }, { label: registered.number }],
    badges: (
      <>
        <CaseStatusBadge status={registered.status} />
        <PriorityBadge priority={registered.priority} />
      </>
    ),
  };
  if (!registered.is_open)
    return (
      <Page>
        <PageHeader {...header} description={registered.organization} />
        <RegisterLine registered={registered} />
      </Page>
    );
  const found = await load(getCase, { case_id: id });
  const view = oneOf(address.values.view, views) ?? "overview";
  const { counts } = found;
  const tab = (name: (typeof views)[number], label: string, count?: number) => ({
    href: name === "overview" ? `/cases/${id}` : `/cases/${id}?view=${name}`,
    label,
    count,
    current: view === name,
  });
  return (
    <Page>
      <PageHeader
        {...header}
        description={[found.marking, found.own_marking, found.type].filter(Boolean).join(" · ")}
        actions={
          canExport(actor) && <ExportButton what={{ case_id: registered.id }} about={`case ${registered.number}`} />
        }
        tabs={
          <Tabs
            label="Views of the case"
            items={[
              tab("overview", "Overview"),
              tab("tasks", "Tasks", counts.open_tasks),
              tab("notes", "Notes"),
              tab("timeline", "Timeline"),
              tab("exhibits", "Exhibits", counts.exhibits),
              tab("content", "Content", counts.content),
              tab("subjects", "Subjects", counts.subjects),
              tab("identifiers", "Identifiers", counts.identifiers),
              tab("members", "Members", counts.members),
            ]}
          />
        }
      />
      <BrokenGlass looks={registered.looks} userId={actor.userId} mayEnd={canEndGlass(actor)} />
      {view === "overview" && <Overview found={found} />}
      {view === "tasks" && <Tasks found={found} />}
      {view === "notes" && <Notes found={found} />}
      {view === "timeline" && <Timeline found={found} address={address} />}
      {view === "exhibits" && <Exhibits found={found} userId={actor.userId} />}
      {view === "content" && <Links found={found} kind="content" address={address} />}
      {view === "subjects" && <Links found={found} kind="subject" address={address} />}
      {view === "identifiers" && <Links found={found} kind="identifier" address={address} />}
      {view === "members" && <Members found={found} userId={actor.userId} />}
    </Page>
  );
}
