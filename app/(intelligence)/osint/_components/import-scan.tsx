"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { FileDrop, type FileDropItem } from "@/components/ui/file-drop";

/** Takes a scan that was made elsewhere, and leads to what was in it. */
export function ImportScan({ caseId }: { caseId?: number }) {
  const router = useRouter();
  const [item, setItem] = useState<FileDropItem>();

  async function send(file: File) {
    const about = { id: file.name, name: file.name, size: file.size };
    setItem({ ...about, state: "uploading" });
    const place = caseId === undefined ? "" : `?case_id=${caseId}`;
    const headers = { "x-filename": encodeURIComponent(file.name), "content-type": "application/json" };
    const answer = await fetch(`/api/v1/osint_results/import${place}`, { method: "POST", headers, body: file }).catch(
      () => undefined,
    );
    const body = (await answer?.json().catch(() => undefined)) as { id?: number; detail?: string } | undefined;
    if (answer?.ok && body?.id) return router.push(`/osint/${body.id}`);
    const error = body?.detail ?? "The connection was lost. Nothing was stored; try again.";
    setItem({ ...about, state: "failed", error, retryable: false });
  }

  return (
    <FileDrop
      label="A scan of SpiderFoot"
      hint="SpiderFoot's JSON export, up to 200 MB"
      accept=".json,application/json"
      single
      compact
      items={item ? [item] : []}
      onFiles={([file]) => file && void send(file)}
      onCancel={() => setItem(undefined)}
    />
  );
}
