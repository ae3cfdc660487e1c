"use client";

import { useEffect, useRef, useState } from "react";
import type { FileDropItem } from "../ui/file-drop";
import { formatBytes } from "../ui/format-bytes";
import type { EvidenceFile } from "./evidence-file";
import { sendFile, UploadError, type UploadPlace } from "./send-file";

const AT_ONCE = 2;

interface Upload {
  item: FileDropItem;
  file: File;
  abort: AbortController;
}

/**
 * Sends files, two at a time, and follows each: progress, cancel, retry. A failed one waits for the person and stops no
 * other. `onStored` runs for each file when it is stored; while it runs the file counts as under way.
 */
export function useUploads(
  place: UploadPlace,
  maxBytes: number,
  onStored: (stored: { evidence: EvidenceFile; version?: number }) => void | Promise<void>,
) {
  const [items, setItems] = useState<FileDropItem[]>([]);
  const uploads = useRef(new Map<string, Upload>());
  const current = useRef({ place, onStored });
  const busy = items.some(({ state }) => state === "waiting" || state === "uploading");

  useEffect(() => {
    current.current = { place, onStored };
  });

  useEffect(() => {
    if (!busy) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", stay);
    return () => removeEventListener("beforeunload", stay);
  }, [busy]);

  const change = (id: string, values: Partial<FileDropItem>) => {
    const upload = uploads.current.get(id);
    if (!upload) return;
    Object.assign(upload.item, values);
    setItems((list) => list.map((item) => (item.id === id ? { ...item, ...values } : item)));
  };
  const drop = (id: string) => {
    uploads.current.delete(id);
    setItems((list) => list.filter((item) => item.id !== id));
  };

  function startNext() {
    const all = [...uploads.current.values()];
    const free = AT_ONCE - all.filter(({ item }) => item.state === "uploading").length;
    for (const upload of all.filter(({ item }) => item.state === "waiting").slice(0, Math.max(0, free))) {
      void send(upload);
    }
  }

  async function send({ item: { id }, file, abort }: Upload) {
    change(id, { state: "uploading", progress: 0 });
    try {
      const onProgress = (progress: number) => change(id, { progress });
      const stored = await sendFile(file, current.current.place, { signal: abort.signal, onProgress });
      await current.current.onStored(stored);
      drop(id);
    } catch (failure) {
      if (abort.signal.aborted) return;
      const error = failure instanceof Error ? failure.message : "The upload failed. Try again.";
      change(id, { state: "failed", error, retryable: !(failure instanceof UploadError) || failure.retryable });
    } finally {
      startNext();
    }
  }

  return {
    items,
    busy,
    add(files: File[]) {
      const added = files.map((file) => prepare(file, maxBytes));
      for (const upload of added) uploads.current.set(upload.item.id, upload);
      setItems((list) => [...list, ...added.map(({ item }) => ({ ...item }))]);
      startNext();
    },
    cancel(id: string) {
      uploads.current.get(id)?.abort.abort();
      drop(id);
      startNext();
    },
    retry(id: string) {
      const upload = uploads.current.get(id);
      if (!upload) return;
      upload.abort = new AbortController();
      change(id, { state: "waiting", error: undefined });
      startNext();
    },
  };
}

let count = 0;

function prepare(file: File, maxBytes: number): Upload {
  const item: FileDropItem = { id: `upload-${(count += 1)}`, name: file.name, size: file.size, state: "waiting" };
  if (file.size > maxBytes) {
    item.state = "failed";
    item.retryable = false;
    item.error = `The file is larger than the limit of ${formatBytes(maxBytes)}.`;
  }
  return { item, file, abort: new AbortController() };
}
