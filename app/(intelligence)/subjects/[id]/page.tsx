import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { currentActor, load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { handleOf, subjectName } from "@/components/intelligence/subject-name";
import { platformNames } from "@/components/intelligence/words";
import { listAddress, oneOf, type SearchParams } from "@/components/lists/list-address";
import { Badge, StatusBadge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { canOpenCase } from "@/lib/intelligence/cases/case-policy";
import { getSubject } from "@/lib/intelligence/get-subject";
import { listSubjects } from "@/lib/intelligence/list-subjects";
import { periods } from "@/lib/intelligence/subjects/activity";
import { canJudgeSubjects } from "@/lib/intelligence/subjects-policy";
import { AddToCase } from "../../_components/add-to-case";
import { Accounts } from "./_components/accounts";
import { Belongings } from "./_components/belongings";
import { Decisions } from "./_components/decisions";
import { ProfileContent } from "./_components/profile-content";
import { SubjectDrawer, type Task } from "./_components/subject-drawer";
import { Suggestions } from "./_components/suggestions";
import { Timeline } from "./_components/timeline";

export const metadata: Metadata = { title: "Subject" };

const names = ["period", "hits", "identifier", "do", "other", "account", "judgement", "find"] as const;

export default async function SubjectPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}) {
  const id = number((await params).id);
  if (id === undefined) notFound();
  const actor = await currentActor();
  const address = await listAddress(`/subjects/${id}`, searchParams, names);
  const period = oneOf(address.values.period, periods) ?? "90";
  const hits = address.values.hits === "1";
  const identifier = number(address.values.identifier);
  const { find } = address.values;
  const profile = await load(getSubject, {
    ...{ subject_id: id, period, hits, identifier_id: identifier },
    limit: Math.min(100, address.limit),
    cursor: address.cursor,
  });
  const may = canJudgeSubjects(actor);
  const seeks = may && address.values.do === "judge" && find;
  const others = seeks ? (await load(listSubjects, { q: find, limit: 12 })).subjects : [];
  const subject = profile.accounts.find((account) => account.id === id)!;
  const to = (task: Record<string, string>) => address.here({ ...closed, ...task });
  return (
    <Page width="wide" className="max-w-7xl">
      <PageHeader
        title={subjectName(subject)}
        breadcrumb={[{ label: "Subjects", href: "/subjects" }, { label: subjectName(subject) }]}
        description={`${platformNames[subject.platform] ?? subject.platform} · ${handleOf(subject)}`}
        badges={
          <>
            {profile.accounts.some(({ is_flagged }) => is_flagged) && (
              <StatusBadge tone="danger" icon="flag" label="Flagged" />
            )}
            {profile.accounts.length > 1 && <Badge>{profile.accounts.length} accounts</Badge>}
          </>
        }
        actions={
          <>
            <LinkButton href={`/graph?subject=${id}`} prefetch={false} icon="compare">
              Show links
            </LinkButton>
            {canOpenCase(actor) && <AddToCase kind="subject" recordId={id} />}
            {may && (
              <LinkButton href={to({ do: "judge" })} prefetch={false} scroll={false} icon="user">
                Judge who this is
              </LinkButton>
            )}
          </>
        }
      />
      <div className="@container">
        <div className="grid items-start gap-6 @4xl:grid-cols-[1.7fr_1fr]">
          <div className="flex min-w-0 flex-col gap-6">
            <Timeline activity={profile.activity} period={period} address={address} />
            <ProfileContent profile={profile} hits={hits} identifier={identifier} address={address} />
          </div>
          <div className="flex min-w-0 flex-col gap-6">
            <Accounts
              accounts={profile.accounts}
              shown={id}
              flagHref={may ? (account) => to({ do: "flag", account: String(account) }) : undefined}
            />
            <Suggestions
              suggestions={profile.suggestions}
              judgeHref={may ? (other) => to({ do: "judge", other: String(other) }) : undefined}
            />
            <Belongings profile={profile} identifierHref={(each) => address.href({ identifier: String(each) })} />
            <Decisions
              profile={profile}
              undoHref={may ? (judgement) => to({ do: "undo", judgement: String(judgement) }) : undefined}
            />
          </div>
        </div>
      </div>
      <SubjectDrawer
        task={may ? taskOf(address.values, profile) : undefined}
        closeHref={to({})}
        subject={{ id, name: subjectName(subject) }}
        find={find}
        found={others
          .filter((other) => !profile.accounts.some((account) => account.id === other.id))
          .map((other) => ({
            id: other.id,
            name: subjectName(other),
            detail: `${platformNames[other.platform] ?? other.platform} · ${handleOf(other)}`,
            href: to({ do: "judge", other: String(other.id) }),
          }))}
      />
    </Page>
  );
}

const closed = { do: undefined, other: undefined, account: undefined, judgement: undefined, find: undefined };

/** What the address asks to be done, if there is such a thing here. */
function taskOf(
  values: Partial<Record<(typeof names)[number], string>>,
  profile: Awaited<ReturnType<typeof getSubject>>,
): Task | undefined {
  if (values.do === "judge") return { kind: "judge", other: number(values.other) };
  if (values.do === "flag") {
    const account = profile.accounts.find(({ id }) => String(id) === values.account);
    return account && { kind: "flag", account: account.id, name: subjectName(account), flagged: account.is_flagged };
  }
  if (values.do === "undo") {
    const judgement = profile.judgements.find(({ id, revoked_at }) => String(id) === values.judgement && !revoked_at);
    return judgement && { kind: "undo", judgement };
  }
  return undefined;
}

/** An id of the address; anything else is none. */
const number = (value: string | undefined) => (value && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : undefined);
