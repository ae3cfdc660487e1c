"use client";

import type { PDFDocumentProxy, RenderTask } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { Button } from "../ui/button";
import { formatBytes } from "../ui/format-bytes";
import { Loading, Skeleton } from "../ui/skeleton";
import { NoPreview, Unreadable } from "./no-preview";
import { MOST_PDF_BYTES, openPdf } from "./open-pdf";

/** Pages that are drawn at first, and that a press of the button adds. */
const STEP = 5;
const MOST_PAGES = 100;
/** Pixels of one page's canvas, and characters of it for screen readers. */
const MOST_PIXELS = 4_000_000;
const MOST_TEXT = 20_000;

/** The pages of a PDF, drawn one below the other. */
export function PdfPages({ source, filename, size }: { source: string; filename: string; size: number }) {
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>();
  const [count, setCount] = useState(STEP);
  const fits = size <= MOST_PDF_BYTES;
  useEffect(() => {
    if (!fits) return;
    const abort = new AbortController();
    openPdf(source, abort.signal).then(
      (opened) => abort.signal.aborted || setPdf(opened),
      () => abort.signal.aborted || setPdf(null),
    );
    return () => abort.abort();
  }, [source, fits]);
  if (!fits)
    return (
      <NoPreview title="Too large to show here">
        PDFs up to {formatBytes(MOST_PDF_BYTES)} are shown in place. Download it to read it.
      </NoPreview>
    );
  if (pdf === null) return <Unreadable />;
  if (pdf === undefined) {
    return (
      <Loading label="Loading the pages">
        <Skeleton className="aspect-[1/1.4] w-full" />
      </Loading>
    );
  }
  const shown = Math.min(count, pdf.numPages);
  const left = Math.min(pdf.numPages, MOST_PAGES) - shown;
  return (
    <div role="group" aria-label={`Pages of ${filename}`} className="flex flex-col gap-3">
      {Array.from({ length: shown }, (_, at) => (
        <PdfPage key={at} pdf={pdf} number={at + 1} />
      ))}
      <div className="flex flex-wrap items-center gap-3 text-sm text-muted">
        <p>
          {shown} of {pdf.numPages} {pdf.numPages === 1 ? "page" : "pages"}
          {left === 0 && shown < pdf.numPages && ". Download it to read the rest."}
        </p>
        {left > 0 && (
          <Button size="sm" onClick={() => setCount((before) => before + STEP)}>
            Show {Math.min(STEP, left)} more
          </Button>
        )}
      </div>
    </div>
  );
}

function PdfPage({ pdf, number }: { pdf: PDFDocumentProxy; number: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState("");
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    let task: RenderTask | undefined;
    async function draw() {
      const page = await pdf.getPage(number);
      const element = canvas.current;
      if (gone || !element) return;
      const { width, height } = page.getViewport({ scale: 1 });
      const wanted = (element.clientWidth / width) * Math.min(2, devicePixelRatio);
      const viewport = page.getViewport({ scale: Math.min(wanted, Math.sqrt(MOST_PIXELS / (width * height))) });
      element.width = Math.floor(viewport.width);
      element.height = Math.floor(viewport.height);
      task = page.render({ canvas: element, viewport });
      await task.promise;
      const { items } = await page.getTextContent();
      const words = items.map((item) => ("str" in item ? item.str : "")).join(" ");
      if (!gone) setText(words.slice(0, MOST_TEXT));
    }
    draw().catch(() => gone || setFailed(true));
    return () => {
      gone = true;
      task?.cancel();
    };
  }, [pdf, number]);
  return (
    <figure className="relative">
      {/* Paper is white, also where everything else is dark. */}
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Page ${number}`}
        data-drawn={text !== "" || undefined}
        className="h-auto w-full rounded-md border border-line bg-white"
      />
      {failed && <p className="text-sm text-danger">This page could not be drawn.</p>}
      <figcaption className="sr-only">{text}</figcaption>
    </figure>
  );
}
