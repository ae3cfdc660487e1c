import { LinkButton } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Notice } from "@/components/ui/form-error";
import { Icon } from "@/components/ui/icon";
import { TextLink } from "@/components/ui/text-link";
import type { getAlarms } from "@/lib/health/get-alarms";
import type { ComparedOrganization } from "./organizations-table";

type Found = Awaited<ReturnType<typeof getAlarms>>;

const LATE_MS = 7 * 86_400_000;
const many = (count: number, one: string, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

/** What needs a superuser now, the most urgent first; or that nothing does. */
export function Alarms({ alarms, organizations }: { alarms: Found; organizations: ComparedOrganization[] }) {
  const late = organizations.filter((each) => each.waitingSince && Date.now() - each.waitingSince.getTime() > LATE_MS);
  const notices = [
    alarms.sealing.late && {
      tone: "danger" as const,
      text: `The audit trail is not being sealed: an entry has waited for ${Math.round(alarms.sealing.lag_ms / 1000)} seconds.`,
      href: "/admin/audit/seal",
      label: "Look",
    },
    alarms.failedMails > 0 && {
      tone: "danger" as const,
      text: `${many(alarms.failedMails, "mail")} could not be sent.`,
      href: "/admin/outbox?state=failed",
      label: "See why",
    },
    alarms.lateMails > 0 && {
      tone: "danger" as const,
      text: `${many(alarms.lateMails, "mail")} should have left an hour ago.`,
      href: "/admin/outbox?state=queued",
      label: "Look",
    },
    alarms.backups.state === "late" && {
      tone: "danger" as const,
      text: `There is no good backup of the last ${alarms.backups.alarmHours} hours.`,
      href: "/admin/backups",
      label: "Look",
    },
    alarms.backups.state === "off" && {
      tone: "warning" as const,
      text: "No backups are made by themselves: the schedule is switched off.",
      href: "/admin/backups?settings=1",
      label: "Settings",
    },
    alarms.organizationsWithoutLead > 0 && {
      tone: "warning" as const,
      text: `${many(alarms.organizationsWithoutLead, "organization has", "organizations have")} products and nobody who reviews them.`,
      href: "/admin/organizations",
      label: "Assign a lead",
    },
    late.length > 0 && {
      tone: "warning" as const,
      text: `Answers of ${late.length === 1 ? late[0]!.name : `${late.length} organizations`} wait for review for more than a week.`,
      href: "/reviews",
      label: "See the queue",
    },
    alarms.expiredInvitations > 0 && {
      tone: "info" as const,
      text: `${many(alarms.expiredInvitations, "invitation")} ran out unused.`,
      href: "/admin/invitations?state=expired",
      label: "Send again",
    },
    !alarms.mailIsSent && {
      tone: "info" as const,
      text: "Mail is not sent: SMTP_URL is not set, so it stays in the outbox.",
      href: "/admin/outbox",
      label: "Outbox",
    },
  ].flatMap((notice) => notice || []);
  return (
    <div className="flex flex-col gap-2">
      {notices.length === 0 && <Notice tone="success">Nothing needs you now.</Notice>}
      {notices.map(({ tone, text, href, label }) => (
        <Notice
          key={text}
          tone={tone}
          action={
            <LinkButton size="sm" href={href}>
              {label}
            </LinkButton>
          }
        >
          {text}
        </Notice>
      ))}
    </div>
  );
}

/** What to do with an empty service; the steps tick themselves. */
export function FirstSteps({ users, invitations }: { users: number; invitations: number }) {
  const steps = [
    { done: true, text: "Create your own account", href: "/account" },
    { done: users > 1 || invitations > 0, text: "Create an organization", href: "/admin/organizations?new=1" },
    { done: users > 1 || invitations > 0, text: "Invite its people and a lead", href: "/admin/invitations?new=1" },
    { done: false, text: "Let them add their first product", href: "/products" },
  ];
  return (
    <Section title="First steps">
      <Card>
        <ol className="flex flex-col gap-2">
          {steps.map((step) => (
            <li key={step.text} className="flex items-center gap-2">
              <Icon
                name={step.done ? "circle-check" : "circle"}
                className={step.done ? "text-success" : "text-muted"}
              />
              {step.done ? (
                <span className="text-muted">
                  {step.text}
                  <span className="sr-only">, done</span>
                </span>
              ) : (
                <TextLink href={step.href}>{step.text}</TextLink>
              )}
            </li>
          ))}
        </ol>
      </Card>
    </Section>
  );
}
