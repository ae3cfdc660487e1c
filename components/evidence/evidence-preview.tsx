"use client";

import { useEffect, useState, type ReactNode } from "react";
import { Drawer } from "../frame/drawer";
import { buttonClass } from "../ui/button";
import { formatBytes } from "../ui/file-drop";
import { Icon } from "../ui/icon";
import { RelativeTime } from "../ui/relative-time";
import { Loading, Skeleton } from "../ui/skeleton";
import { EmptyState } from "../ui/states";
import { contentHref, kindOf, previewKind, type EvidenceFile } from "./evidence-file";

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

/** What is in a file, shown without running anything in it. */
export function EvidenceContent({ file }: { file: EvidenceFile }) {
  const source = contentHref(file, true);
  switch (previewKind(file.media_type)) {
    case "image":
      return <Picture file={file} source={source} />;
    case "pdf":
      return (
        <iframe
          src={`${source}#navpanes=0&view=FitH`}
          title={file.filename}
          className="min-h-[60dvh] w-full flex-1 rounded-md border border-line bg-subtle"
        />
      );
    case "text":
      return <PlainText source={source} />;
    case "none":
      return <NoPreview title="No preview for this type">Download it to look at it.</NoPreview>;
  }
}

function Picture({ file, source }: { file: EvidenceFile; source: string }) {
  const [failed, setFailed] = useState(false);
  if (failed) return <Unreadable />;
  return (
    // The bytes are private to this person and never resized, so the optimiser must not see them.
    // eslint-disable-next-line @next/next/no-img-element
    <img
      src={source}
      alt={`Evidence: ${file.filename}`}
      onError={() => setFailed(true)}
      className="max-h-[70dvh] max-w-full self-start rounded-md border border-line bg-subtle object-contain"
    />
  );
}

/** Enough to judge a log by; the rest is in the download. */
const MOST_TEXT = 200_000;

function PlainText({ source }: { source: string }) {
  const [text, setText] = useState<string | null | undefined>();
  useEffect(() => {
    const abort = new AbortController();
    readText(source, abort.signal).then(setText, () => abort.signal.aborted || setText(null));
    return () => abort.abort();
  }, [source]);
  if (text === undefined) {
    return (
      <Loading label="Loading the preview">
        <Skeleton className="h-60 w-full" />
      </Loading>
    );
  }
  if (text === null) return <Unreadable />;
  return (
    <>
      <pre
        tabIndex={0}
        aria-label="Content"
        className="min-h-0 overflow-auto rounded-md border border-line bg-subtle p-3 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]"
      >
        {text.slice(0, MOST_TEXT)}
      </pre>
      {text.length > MOST_TEXT && (
        <p className="text-sm text-muted">The beginning is shown. Download it to read all.</p>
      )}
    </>
  );
}

/** Reads only as much as is shown. */
async function readText(source: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(source, { signal });
  if (!response.ok || !response.body) throw new Error("no content");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value;
    if (text.length > MOST_TEXT) break;
  }
  await reader.cancel();
  return text;
}

const Unreadable = () => (
  <NoPreview title="The file could not be shown">
    It may be damaged, or the connection was lost. Close the preview and open it again.
  </NoPreview>
);

function NoPreview({ title, children }: { title: string; children: ReactNode }) {
  return (
    <EmptyState icon="file" title={title}>
      {children}
    </EmptyState>
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
      <dt className="text-muted">SHA-256</dt>
      <dd className="font-mono text-xs leading-5 break-all">{file.sha256}</dd>
    </dl>
  );
}
