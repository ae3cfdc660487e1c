import type { Metadata } from "next";
import { PersonalData } from "@/app/_forms/personal-data";
import { load } from "@/app/_http/page";
import { describeAgent } from "@/app/_shell/describe-agent";
import { roleNames } from "@/app/_shell/navigation";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { Notice } from "@/components/ui/form-error";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { getUser } from "@/lib/identity/admin/get-user";
import { listSessionsOfUser } from "@/lib/identity/admin/list-sessions-of-user";
import { getPersonalExport } from "@/lib/identity/personal-data/export-personal-data";
import { displayName } from "@/lib/kernel/actor";
import { Access } from "./_components/access";
import { ChangeRole } from "./_components/change-role";
import { ErasePerson } from "./_components/erase-person";
import { Sessions } from "./_components/sessions";
import { SignIn } from "./_components/sign-in";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: displayName(await load(getUser, { userId: (await params).id })) };
}

export default async function UserPage({ params }: Props) {
  const userId = (await params).id;
  const [user, sessions, personalExport] = await Promise.all([
    load(getUser, { userId }),
    load(listSessionsOfUser, { userId }),
    load(getPersonalExport, { userId }),
  ]);
  const name = displayName(user);
  return (
    <Page>
      <PageHeader
        title={name}
        breadcrumb={[{ label: "Administration" }, { label: "Users", href: "/admin/users" }, { label: user.username }]}
        badges={
          <>
            <Badge>{roleNames[user.role]}</Badge>
            {!user.isActive && <Badge tone="warning">Disabled</Badge>}
          </>
        }
        actions={
          <>
            <LinkButton href={`/admin/audit?user_id=${user.id}`} icon="scroll">
              What they did
            </LinkButton>
            <LinkButton href={`/admin/audit?table_name=users&record_id=${user.id}`} icon="history">
              Account history
            </LinkButton>
          </>
        }
      />
      {!user.canChangeStanding && (
        <Notice>This is your own account: another superuser changes its role or standing.</Notice>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_1.2fr]">
        <Section title="Account" card>
          <DataList
            items={[
              { term: "User name", value: user.username },
              { term: "E-mail", value: user.email },
              {
                term: "Organization",
                value: <TextLink href={`/admin/organizations/${user.organizationId}`}>{user.organization}</TextLink>,
              },
              { term: "Phone", value: user.phone || <span className="text-muted">Not given</span> },
              { term: "Created", value: <RelativeTime value={user.createdAt} format="date" /> },
              {
                term: "Last seen",
                value: user.seenAt ? <RelativeTime value={user.seenAt} /> : <span className="text-muted">Never</span>,
              },
              { term: "Signed in on", value: devices(user.openSessions) },
              {
                term: "Second factors",
                value: user.secondFactors || <span className="text-muted">None</span>,
              },
              { term: "API keys", value: user.openKeys },
            ]}
          />
        </Section>
        <div className="flex flex-col gap-6">
          {user.role === "lead" && <Reviews assignments={user.assignments} />}
          <Section title="Sign-in">
            <SignIn
              user={{ id: user.id, name, email: user.email, isActive: user.isActive }}
              sessions={user.openSessions}
              factors={user.canChangeStanding ? user.secondFactors : 0}
            />
          </Section>
          <Section title="Sessions">
            <Sessions
              sessions={sessions.map((session) => ({ ...session, name: describeAgent(session.userAgent ?? "") }))}
            />
          </Section>
          <Section title="Role">
            <ChangeRole
              user={{ id: user.id, name, role: user.role }}
              assigned={user.assignments.length}
              disabled={!user.canChangeStanding}
            />
          </Section>
          <Section title="Personal data" description="What is stored about this person, to be handed to them.">
            <PersonalData userId={user.id} job={personalExport} />
          </Section>
          {user.erasedAt ? (
            <Notice>
              This person was erased <RelativeTime value={user.erasedAt} />. What the account did stays, under no name.
            </Notice>
          ) : (
            <Section title="Access">
              <Access user={{ id: user.id, name, isActive: user.isActive }} disabled={!user.canChangeStanding} />
              <ErasePerson user={{ id: user.id, name, username: user.username }} disabled={!user.canChangeStanding} />
            </Section>
          )}
        </div>
      </div>
    </Page>
  );
}

const devices = (count: number) => (count === 1 ? "1 device" : `${count} devices`);

function Reviews({ assignments }: { assignments: { organizationId: number; organization: string }[] }) {
  return (
    <Section title="Reviews">
      <Card>
        {assignments.length === 0 ? (
          <p className="text-muted">No organization is assigned yet. Open an organization to assign it.</p>
        ) : (
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {assignments.map(({ organizationId, organization }) => (
              <li key={organizationId}>
                <TextLink href={`/admin/organizations/${organizationId}`}>{organization}</TextLink>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </Section>
  );
}
