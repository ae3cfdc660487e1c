import { handleOf, subjectName } from "@/components/intelligence/subject-name";
import { platformNames } from "@/components/intelligence/words";
import { StatusBadge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { SubjectProfile } from "@/lib/intelligence/get-subject";

/** The accounts that are judged to be one person's, each with its flag. */
export function Accounts({
  accounts,
  shown,
  flagHref,
}: {
  accounts: SubjectProfile["accounts"];
  /** The account the page was opened for. */
  shown: number;
  /** Where flagging one begins, for those who may. */
  flagHref?: (account: number) => string;
}) {
  return (
    <Section
      title={accounts.length === 1 ? "Account" : "Accounts of this person"}
      description={accounts.length === 1 ? undefined : "By the judgements below; the content of all is shown together."}
      card
      padded={false}
    >
      <ul aria-label="Accounts" className="divide-y divide-line">
        {accounts.map((account) => (
          <li key={account.id} className="flex flex-col gap-1 px-4 py-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {account.id === shown ? (
                <span className="font-medium break-all">{subjectName(account)}</span>
              ) : (
                <TextLink quiet href={`/subjects/${account.id}`} prefetch={false} className="break-all">
                  {subjectName(account)}
                </TextLink>
              )}
              {account.is_flagged && <StatusBadge tone="danger" icon="flag" label="Flagged" />}
              {flagHref && (
                <TextLink href={flagHref(account.id)} prefetch={false} scroll={false} className="ml-auto text-sm">
                  {account.is_flagged ? "Take the flag away" : "Flag"}
                  <span className="sr-only">: {subjectName(account)}</span>
                </TextLink>
              )}
            </div>
            <p className="text-sm break-words text-muted">
              {platformNames[account.platform] ?? account.platform} · {handleOf(account)} · id{" "}
              {account.platform_user_id}
              {account.source && ` · first in ${account.source}`}
            </p>
            <p className="text-sm text-muted">
              {account.last_seen ? (
                <>
                  Seen {account.first_seen && <RelativeTime value={account.first_seen} format="date" />} to{" "}
                  <RelativeTime value={account.last_seen} format="date" />
                </>
              ) : (
                "Never seen at a time"
              )}
            </p>
            {account.is_flagged && (
              <p className="text-sm">
                {account.flag_reason}
                <span className="text-muted">
                  {" "}
                  · {account.flagged_by}, {account.flagged_at && <RelativeTime value={account.flagged_at} />}
                </span>
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
