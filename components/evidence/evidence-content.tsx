"use client";

import { useEffect, useState } from "react";
import { Loading, Skeleton } from "../ui/skeleton";
import { CsvTable } from "./csv-table";
import { contentHref, previewKind, type EvidenceFile } from "./evidence-file";
import { NoPreview, Unreadable } from "./no-preview";
import { PdfPages } from "./pdf-pages";
import { readText, type ReadText } from "./read-text";

/** What is in a file, shown without running anything in it: our own page draws it, from bytes that are served inert. */
export function EvidenceContent({ file }: { file: EvidenceFile }) {
  const source = contentHref(file, true);
  switch (previewKind(file.media_type)) {
    case "image":
      return <Picture file={file} source={source} />;
    case "pdf":
      return <PdfPages source={source} filename={file.filename} size={file.size} />;
    case "table":
      return <Text source={source} table />;
    case "text":
      return <Text source={source} />;
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

function Text({ source, table = false }: { source: string; table?: boolean }) {
  const [read, setRead] = useState<ReadText | null | undefined>();
  useEffect(() => {
    const abort = new AbortController();
    readText(source, abort.signal).then(setRead, () => abort.signal.aborted || setRead(null));
    return () => abort.abort();
  }, [source]);
  if (read === undefined) {
    return (
      <Loading label="Loading the file">
        <Skeleton className="h-60 w-full" />
      </Loading>
    );
  }
  if (read === null) return <Unreadable />;
  const plain = <PlainText text={read.text} />;
  return (
    <>
      {table ? <CsvTable text={read.text} cut={read.cut} otherwise={plain} /> : plain}
      {read.cut && <p className="text-sm text-muted">The beginning is shown. Download it to read all.</p>}
    </>
  );
}

function PlainText({ text }: { text: string }) {
  return (
    <pre
      tabIndex={0}
      aria-label="Content"
      className="min-h-0 overflow-auto rounded-md border border-line bg-subtle p-3 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]"
    >
      {text}
    </pre>
  );
}
