import { verdictWords } from "@/components/intelligence/words";
import { StatusBadge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { SubjectProfile } from "@/lib/intelligence/get-subject";

/** What people decided about a person: who is the same, who is flagged, with reasons; what was undone stays readable. */
export function Decisions({
  profile,
  undoHref,
}: {
  profile: SubjectProfile;
  undoHref?: (judgement: number) => string;
}) {
  const { judgements, flags, accounts } = profile;
  const names = new Map(accounts.map((account) => [account.id, account.username || account.platform_user_id]));
  if (judgements.length + flags.length === 0) return null;
  return (
    <>
      {judgements.length > 0 && (
        <Section title="Judgements" card padded={false}>
          <ul aria-label="Judgements" className="divide-y divide-line">
            {judgements.map((each) => (
              <li key={each.id} className="flex flex-col gap-1 px-4 py-3">
                <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <StatusBadge {...verdictWords[each.verdict]!} plain={each.revoked_at !== null} />
                  {each.revoked_at && <span className="text-sm text-muted">undone</span>}
                  {undoHref && !each.revoked_at && (
                    <TextLink href={undoHref(each.id)} prefetch={false} scroll={false} className="ml-auto text-sm">
                      Undo<span className="sr-only">: {`${each.a_name} and ${each.b_name}`}</span>
                    </TextLink>
                  )}
                </div>
                <p className="break-words">
                  {each.a_name} ({each.a_platform}) and {each.b_name} ({each.b_platform})
                </p>
                <p className="text-sm break-words">{each.reason}</p>
                <p className="text-sm text-muted">
                  {each.decided_by}, <RelativeTime value={each.decided_at} />, {Math.round(each.confidence * 100)} %
                  sure
                </p>
                {each.revoked_at && (
                  <p className="text-sm break-words">
                    {each.revoke_reason}
                    <span className="text-muted">
                      {" "}
                      · {each.revoked_by}, <RelativeTime value={each.revoked_at} />
                    </span>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {flags.length > 0 && (
        <Section title="Flags" card padded={false}>
          <ul aria-label="Flags" className="divide-y divide-line">
            {flags.map((each) => (
              <li key={each.id} className="px-4 py-2.5 text-sm break-words">
                <strong className="font-medium">{each.is_flagged ? "Flagged" : "Flag taken away"}</strong>
                {accounts.length > 1 && ` (${names.get(each.subject_id)})`}: {each.reason}
                <span className="text-muted">
                  {" "}
                  · {each.decided_by}, <RelativeTime value={each.created_at} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
