"use client";

import { useState } from "react";
import { EvidenceContent } from "@/components/evidence/evidence-content";
import { kindOf } from "@/components/evidence/evidence-file";
import { DownloadLink } from "@/components/evidence/evidence-preview";
import { ExpiryBadge } from "@/components/evidence/expiry-badge";
import { OriginBadge } from "@/components/evidence/origin-badge";
import { Drawer } from "@/components/frame/drawer";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { formatBytes } from "@/components/ui/format-bytes";
import { Notice } from "@/components/ui/form-error";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { EvidenceDocument } from "@/lib/assessment/get-evidence-document";
import { DocumentForm } from "./document-form";
import { DocumentUses } from "./document-uses";
import { NewEdition } from "./new-edition";

/** What is known of a document: its content, where it is used, its versions, who looked. */
export function DocumentDrawer({
  document: given,
  closeHref,
  hrefs,
}: {
  document: EvidenceDocument | undefined;
  closeHref: string;
  /** Where each version is. */
  hrefs: Record<number, string>;
}) {
  // What is leaving stays visible while the drawer slides away.
  const [shown, setShown] = useState(given);
  if (given && given !== shown) setShown(given);
  return (
    <Drawer
      open={given !== undefined}
      closeHref={closeHref}
      title={shown ? shown.title || shown.filename : ""}
      description={shown && `${kindOf(shown.media_type).word}, ${formatBytes(shown.size)}, version ${shown.edition}`}
      actions={shown && <DownloadLink file={shown} />}
    >
      {shown && <Document key={shown.id} document={shown} hrefs={hrefs} />}
    </Drawer>
  );
}

function Document({ document, hrefs }: { document: EvidenceDocument; hrefs: Record<number, string> }) {
  const [preview, setPreview] = useState(false);
  const { editions, readers } = document;
  const newest = editions[0]!;
  return (
    <div className="flex flex-col gap-6">
      {document.replaced && (
        <Notice
          title={`Version ${newest.edition} replaces it`}
          action={<TextLink href={hrefs[newest.id] ?? ""}>Open the newest</TextLink>}
        />
      )}
      {(document.origin === "system" || document.withdrawn_on || document.expires_on) && (
        <p className="flex flex-wrap gap-2">
          <OriginBadge file={document} />
          <ExpiryBadge expiresOn={document.expires_on} />
        </p>
      )}
      <div className="flex flex-col gap-3">
        <div>
          <Button icon="eye" aria-expanded={preview} onClick={() => setPreview((open) => !open)}>
            {preview ? "Hide the content" : "Show the content"}
          </Button>
        </div>
        {preview && <EvidenceContent file={document} />}
      </div>
      <DocumentForm key={document.version} document={document} />
      <DocumentUses document={document} />
      <Section title="Versions" level={3}>
        <ol aria-label="Versions" className="flex flex-col divide-y divide-line rounded-md border border-line">
          {editions.map((edition) => (
            <li key={edition.id} className="flex min-h-10 flex-wrap items-center gap-x-3 px-3 py-1.5">
              <TextLink quiet href={hrefs[edition.id] ?? ""} scroll={false} prefetch={false}>
                Version {edition.edition}
              </TextLink>
              {edition.id === document.id && <Badge>Shown</Badge>}
              <span className="min-w-0 flex-1 truncate text-sm text-muted">
                {edition.filename}, {edition.uploaded_by}, <RelativeTime value={edition.created_at} />
              </span>
              <DownloadLink file={edition} compact />
            </li>
          ))}
        </ol>
        {document.can.replace && <NewEdition evidenceId={document.id} />}
      </Section>
      <Section title="Who looked" level={3}>
        {readers.length === 0 ? (
          <p className="text-sm text-muted">Nobody but who uploaded it.</p>
        ) : (
          <ul aria-label="Who looked" className="flex flex-col gap-1 text-sm">
            {readers.map((reader) => (
              <li key={reader.user_id}>
                {reader.name}
                <span className="text-muted">
                  {", "}
                  <RelativeTime value={reader.last} />
                  {reader.times > 1 && `, ${reader.times} times in all`}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <p className="font-mono text-xs break-all text-muted">SHA-256 {document.sha256}</p>
    </div>
  );
}
