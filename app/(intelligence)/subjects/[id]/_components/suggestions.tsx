import { handleOf, subjectName } from "@/components/intelligence/subject-name";
import { platformNames } from "@/components/intelligence/words";
import { Section } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { SubjectProfile } from "@/lib/intelligence/get-subject";

type Suggestion = SubjectProfile["suggestions"][number];

/** Who else this may be, and why: a question to a person, never an answer. */
export function Suggestions({
  suggestions,
  judgeHref,
}: {
  suggestions: Suggestion[];
  judgeHref?: (other: number) => string;
}) {
  if (suggestions.length === 0) return null;
  return (
    <Section
      title="May be the same person"
      description="What more than 20 accounts share suggests nothing."
      card
      padded={false}
    >
      <ul aria-label="May be the same person" className="divide-y divide-line">
        {suggestions.map((each) => (
          <li key={each.id} className="flex flex-col gap-1 px-4 py-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <TextLink quiet href={`/subjects/${each.id}`} prefetch={false} className="break-all">
                {subjectName(each)}
              </TextLink>
              {judgeHref && (
                <TextLink href={judgeHref(each.id)} prefetch={false} scroll={false} className="ml-auto text-sm">
                  Judge<span className="sr-only"> {subjectName(each)}</span>
                </TextLink>
              )}
            </div>
            <p className="text-sm text-muted">
              {platformNames[each.platform] ?? each.platform} · {handleOf(each)}
            </p>
            <p className="text-sm break-words">{reasonsOf(each).join("; ")}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function reasonsOf({ same_handle, shared }: Suggestion): string[] {
  const [first, second] = shared;
  const words = ({ kind, value, subjects }: NonNullable<typeof first>) =>
    `${kind} ${value}${subjects === 2 ? ", named by nobody else" : `, named by ${subjects}`}`;
  const more = shared.length - 2;
  return [
    ...(same_handle ? ["the same handle"] : []),
    ...(first ? [`both named ${words(first)}`] : []),
    ...(second ? [words(second)] : []),
    ...(more > 0 ? [`${more} more`] : []),
  ];
}
