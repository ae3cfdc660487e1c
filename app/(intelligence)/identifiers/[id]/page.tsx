import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { identifierKindNames } from "@/components/intelligence/words";
import { Page, PageHeader } from "@/components/frame/page-header";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { Badge, StatusBadge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { canOpenCase } from "@/lib/intelligence/cases/case-policy";
import { canExport } from "@/lib/intelligence/export/export-policy";
import { MOST_LINKED_SUBJECTS } from "@/lib/intelligence/identifiers/describe-identifier";
import { canFileExposures } from "@/lib/intelligence/exposures/exposure-policy";
import { listFilings } from "@/lib/intelligence/exposures/list-filings";
import { getIdentifier } from "@/lib/intelligence/identifiers/get-identifier";
import { canVerifyIdentifiers } from "@/lib/intelligence/identifiers/identifier-policy";
import { AddToCase } from "../../_components/add-to-case";
import { ExportButton } from "../../_components/export-button";
import { Beside } from "./_components/beside";
import { Exposure } from "./_components/exposure";
import { Places } from "./_components/places";
import { VerifyForm } from "./_components/verify-form";

export const metadata: Metadata = { title: "Identifier" };

interface Props {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}

export default async function IdentifierPage({ params, searchParams }: Props) {
  const { id } = await params;
  const address = await listAddress(`/identifiers/${id}`, searchParams, []);
  const [actor, found, { domain, filings }] = await Promise.all([
    currentActor(),
    load(getIdentifier, { identifier_id: id, limit: Math.min(100, address.limit), cursor: address.cursor }),
    load(listFilings, { identifier_id: id, limit: 20 }),
  ]);
  const kind = identifierKindNames[found.kind] ?? found.kind;
  return (
    <Page>
      <PageHeader
        title={<span className="wrap-anywhere">{found.value}</span>}
        breadcrumb={[{ label: "Identifiers", href: "/identifiers" }, { label: kind }]}
        badges={
          <>
            <Badge>{found.detail ? `${kind} · ${found.detail}` : kind}</Badge>
            {found.verified_at && <StatusBadge tone="success" icon="circle-check" label="Verified" />}
            {!found.is_valid && <StatusBadge tone="warning" icon="circle-alert" label="Not valid" />}
          </>
        }
        actions={
          <>
            <LinkButton
              href={`/search?${new URLSearchParams({ q: `"${found.value.replaceAll('"', "")}"` })}`}
              icon="search"
              prefetch={false}
            >
              Search for it
            </LinkButton>
            {canOpenCase(actor) && <AddToCase kind="identifier" recordId={found.id} />}
            {canExport(actor) && <ExportButton what={{ identifier_ids: [found.id] }} about={`this ${kind}`} />}
          </>
        }
      />
      <p className="text-muted">
        Known as <code className="font-mono text-sm wrap-anywhere text-ink">{found.normalized}</code>.{" "}
        {found.occurrences === 1 ? "One place" : `${found.occurrences} places`}
        {found.last_seen && (
          <>
            , last seen <RelativeTime value={found.last_seen} />
          </>
        )}
        .
      </p>
      {found.is_common && (
        <p role="status" className="rounded-md bg-info-soft px-3 py-2 text-sm text-info-soft-fg">
          Common: more than {MOST_LINKED_SUBJECTS} accounts wrote it. It does not link them to each other.
        </p>
      )}
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Places found={found} moreHref={address.more(found.next_cursor)} />
        <div className="flex min-w-0 flex-col gap-6">
          {canVerifyIdentifiers(actor) && (
            <Section title="Verification" card>
              {found.verified_at && (
                <p className="mb-3 text-sm">
                  Verified by {found.verifier || "a colleague"} <RelativeTime value={found.verified_at} />
                  {found.verification_note && <>: {found.verification_note}</>}
                </p>
              )}
              <VerifyForm key={String(found.verified_at)} id={found.id} verified={found.verified_at !== null} />
            </Section>
          )}
          <Exposure identifierId={found.id} domain={domain} filings={filings} mayFile={canFileExposures(actor)} />
          <Section title="Cases" card>
            {found.cases.length > 0 ? (
              <ul className="flex flex-col gap-1">
                {found.cases.map((each) => (
                  <li key={each.id}>
                    <TextLink href={`/cases/${each.id}`} prefetch={false}>
                      {each.number} {each.title}
                    </TextLink>
                    {each.relevance && <span className="text-sm text-muted"> · {each.relevance}</span>}
                  </li>
                ))}
              </ul>
            ) : (
              <p className="text-sm text-muted">In none of your cases.</p>
            )}
          </Section>
          <Beside found={found} />
        </div>
      </div>
    </Page>
  );
}
