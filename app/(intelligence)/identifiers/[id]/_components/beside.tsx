import { identifierKindNames, platformNames } from "@/components/intelligence/words";
import { Section } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { getIdentifier } from "@/lib/intelligence/identifiers/get-identifier";

type Found = Awaited<ReturnType<typeof getIdentifier>>;

/** Who wrote it, what stands in the same messages, and which searches in open sources name it. */
export function Beside({ found }: { found: Found }) {
  return (
    <>
      <Section title="Accounts" description={accountsInWords(found)} card>
        {found.subjects.length === 0 && <p className="text-sm text-muted">Nobody is known to have written it.</p>}
        <ul className="flex flex-col gap-1">
          {found.subjects.map(({ id, name, platform, messages }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-3">
              <TextLink href={`/subjects/${id}`} prefetch={false}>
                {name}
              </TextLink>
              <span className="text-sm text-muted">
                {platformNames[platform] ?? platform} · {messages}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="In the same messages" card>
        {found.beside.length === 0 && <p className="text-sm text-muted">No other identifier that says something.</p>}
        <ul className="flex flex-col gap-1">
          {found.beside.map(({ id, kind, value, messages }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-3">
              <TextLink href={`/identifiers/${id}`} prefetch={false} className="wrap-anywhere">
                {value}
              </TextLink>
              <span className="text-sm text-muted">
                {identifierKindNames[kind]} · {messages}
              </span>
            </li>
          ))}
        </ul>
        {found.common_beside > 0 && (
          <p className="mt-2 text-sm text-muted">{found.common_beside} more left out: too common to link anything.</p>
        )}
      </Section>
      {found.osint.length > 0 && (
        <Section title="Searches in open sources" card>
          <ul className="flex flex-col gap-1">
            {found.osint.map(({ id, query, connector, confidence }) => (
              <li key={id} className="flex flex-wrap justify-between gap-x-3">
                <TextLink href={`/osint/${id}`} prefetch={false} className="wrap-anywhere">
                  {query}
                </TextLink>
                <span className="text-sm text-muted">
                  {connector} · {Math.round(confidence * 100)} %
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function accountsInWords({ subject_count: count, subjects, examined }: Found): string | undefined {
  const shown = count > subjects.length ? `${count} in all, those who wrote it most first` : undefined;
  return examined === null ? shown : `Of its first ${examined} places`;
}
