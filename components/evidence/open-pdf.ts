import type { PDFDocumentProxy } from "pdfjs-dist";

/** Bytes of a PDF that is shown in place. */
export const MOST_PDF_BYTES = 25_000_000;

/**
 * Reads a PDF to be drawn on canvases, in a worker. What is in it is only ever drawn: no script of it runs (the part of
 * PDF.js that could run one is not even there), no form, no link, no attachment works, and nothing else is loaded.
 */
export async function openPdf(source: string, signal: AbortSignal): Promise<PDFDocumentProxy> {
  const response = await fetch(source, { signal });
  if (!response.ok) throw new Error("no content");
  const data = new Uint8Array(await response.arrayBuffer());
  const { getDocument, GlobalWorkerOptions } = await import("pdfjs-dist");
  GlobalWorkerOptions.workerSrc = new URL("pdfjs-dist/build/pdf.worker.min.mjs", import.meta.url).toString();
  const task = getDocument({
    data,
    isEvalSupported: false,
    useWasm: false,
    enableXfa: false,
    maxImageSize: 32_000_000,
    verbosity: 0,
  });
  signal.addEventListener("abort", () => void task.destroy(), { once: true });
  return task.promise;
}
