"use client";

import { useState } from "react";
import { Drawer } from "../frame/drawer";
import { buttonClass } from "../ui/button";
import { Day } from "../ui/day";
import { formatBytes } from "../ui/format-bytes";
import { Icon } from "../ui/icon";
import { RelativeTime } from "../ui/relative-time";
import { EvidenceContent } from "./evidence-content";
import { contentHref, kindOf, type EvidenceFile } from "./evidence-file";
import { ExpiryBadge } from "./expiry-badge";

/** The link that saves a file, looking like a button. Not a page: the browser must not route to it. */
export function DownloadLink({ file, compact = false }: { file: EvidenceFile; compact?: boolean }) {
  return (
    <a href={contentHref(file)} download={file.filename} className={buttonClass(compact ? "ghost" : "secondary", "sm")}>
      <Icon name="download" />
      {compact ? <span className="sr-only">Download {file.filename}</span> : "Download"}
    </a>
  );
}

/** A file in the drawer, shown without running anything in it. `file` null: closed. */
export function EvidencePreview({ file, onClose }: { file: EvidenceFile | null; onClose: () => void }) {
  // What is leaving stays visible while the drawer slides away.
  const [shown, setShown] = useState(file);
  if (file && file !== shown) setShown(file);
  return (
    <Drawer
      open={file !== null}
      onOpenChange={(open) => !open && onClose()}
      title={shown?.filename ?? ""}
      description={shown && `${kindOf(shown.media_type).word}, ${formatBytes(shown.size)}`}
      actions={shown && <DownloadLink file={shown} />}
    >
      {shown && (
        <div className="flex h-full flex-col gap-4">
          <EvidenceContent key={shown.id} file={shown} />
          <Origin file={shown} />
        </div>
      )}
    </Drawer>
  );
}

function Origin({ file }: { file: EvidenceFile }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      {file.added_by && (
        <>
          <dt className="text-muted">Added by</dt>
          <dd>
            {file.added_by}
            {file.added_at && (
              <>
                {", "}
                <RelativeTime value={file.added_at} />
              </>
            )}
          </dd>
        </>
      )}
      {file.expires_on && (
        <>
          <dt className="text-muted">Expires</dt>
          <dd className="flex flex-wrap items-center gap-2">
            <Day value={file.expires_on} />
            <ExpiryBadge expiresOn={file.expires_on} />
          </dd>
        </>
      )}
      <dt className="text-muted">SHA-256</dt>
      <dd className="font-mono text-xs leading-5 break-all">{file.sha256}</dd>
    </dl>
  );
}
