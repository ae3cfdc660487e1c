"use client";

import { useState, type Ref } from "react";
import { kindOf, type EvidenceFile } from "@/components/evidence/evidence-file";
import { ExpiryBadge } from "@/components/evidence/expiry-badge";
import { OriginBadge } from "@/components/evidence/origin-badge";
import { EvidenceContent } from "@/components/evidence/evidence-content";
import { DownloadLink, EvidencePreview } from "@/components/evidence/evidence-preview";
import { Badge } from "@/components/ui/badge";
import { Button, IconButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { dayInWords } from "@/components/ui/day";
import { Notice } from "@/components/ui/form-error";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { expiryOf } from "@/lib/vault/expiry";
import type { Review } from "@/lib/assessment/get-review";

/** The files behind the answer, one of them shown; what was added and removed since the last review is said. */
export function EvidenceCard({
  review,
  shown,
  onShow,
  onRequest,
  ref,
}: {
  review: Review;
  /** Which file, counted from 0. */
  shown: number;
  onShow: (index: number) => void;
  onRequest: () => void;
  ref: Ref<HTMLDivElement>;
}) {
  const [open, setOpen] = useState<EvidenceFile | null>(null);
  const { answer, evidence, changes, question } = review;
  const required = question.evidence_required && !answer.not_applicable;
  const file = evidence[shown];
  const added = new Set(changes?.evidence_added.map(({ id }) => id));
  return (
    <Card
      ref={ref}
      padded={false}
      tabIndex={-1}
      role="group"
      aria-label="Evidence"
      className="flex flex-col max-lg:min-h-40 lg:min-h-56 lg:flex-1"
    >
      <div className="flex min-h-11 items-center gap-2 border-b border-line py-1 pr-2 pl-4">
        <h3 className="font-semibold">Evidence</h3>
        <ul aria-label="Files" className="flex min-w-0 flex-1 gap-1 overflow-x-auto p-0.5">
          {evidence.map((item, at) => (
            <li key={item.id} className="shrink-0">
              <button
                type="button"
                aria-pressed={at === shown}
                onClick={() => onShow(at)}
                className={cn(
                  "flex h-7 max-w-56 items-center gap-1.5 rounded-md px-2 text-sm text-muted hover:bg-hover",
                  at === shown && "bg-active text-ink",
                )}
              >
                <Icon name={kindOf(item.media_type).icon} size={14} className="shrink-0" />
                <span className="truncate">{item.filename}</span>
                <OriginBadge file={item} plain />
                <ExpiryBadge expiresOn={item.expires_on} plain />
                {added.has(item.id) && <Badge tone="success">Added</Badge>}
              </button>
            </li>
          ))}
          {changes?.evidence_removed.map((item) => (
            <li key={item.id} className="flex h-7 shrink-0 items-center gap-1.5 px-2 text-sm text-muted">
              <del className="max-w-40 truncate">{item.filename}</del>
              <Badge tone="danger">Removed</Badge>
            </li>
          ))}
        </ul>
        {review.can.request && (
          <Button size="sm" variant="ghost" icon="paperclip" onClick={onRequest}>
            Request evidence
          </Button>
        )}
        {file && (
          <>
            <IconButton size="sm" icon="eye" label={`Open ${file.filename} beside`} onClick={() => setOpen(file)} />
            <DownloadLink file={file} compact />
          </>
        )}
      </div>
      {file ? (
        <div className="flex min-h-0 flex-1 flex-col overflow-auto p-3 max-lg:max-h-80 [&_img]:max-h-96">
          {expiryOf(file.expires_on) === "expired" && (
            <Notice tone="warning" className="mb-3 shrink-0" title="This file has expired">
              It proved the answer until {dayInWords(file.expires_on!)}. Ask for a newer version before you approve.
            </Notice>
          )}
          {file.withdrawn_on && (
            <Notice tone="warning" className="mb-3 shrink-0" title="What this tells of was withdrawn">
              The agency took its notice back on {dayInWords(file.withdrawn_on)}. It proves nothing from then on.
            </Notice>
          )}
          <EvidenceContent key={file.id} file={file} />
        </div>
      ) : (
        <p className="flex flex-wrap items-center gap-2 px-4 py-6 text-muted">
          No file supports this answer.
          {required && <Badge tone="warning">Its question requires evidence</Badge>}
        </p>
      )}
      <EvidencePreview file={open} onClose={() => setOpen(null)} />
    </Card>
  );
}
