import type { EvidenceFile } from "./evidence-file";

/**
 * Where a file goes: to a response, or to a product for the answer that is saved next; into a library, or there in place
 * of an older version.
 */
export type UploadPlace =
  { productId: number; responseId?: number } | { organizationId: number } | { replacesId: number };

function addressOf(place: UploadPlace): string {
  if ("replacesId" in place) return `replaces_id=${place.replacesId}`;
  if ("organizationId" in place) return `organization_id=${place.organizationId}`;
  return place.responseId ? `response_id=${place.responseId}` : `product_id=${place.productId}`;
}

/** Why a file was not stored, in words for its row. */
export class UploadError extends Error {
  constructor(
    message: string,
    /** False for what the same file would only meet again: its type, its size. */
    readonly retryable: boolean,
  ) {
    super(message);
  }
}

const LOST = "The connection was lost. Nothing was stored; try again.";

/**
 * Sends one file and says how far it is, from 0 to 1 (fetch cannot). Aborting the signal cancels it.
 * @throws UploadError, or the signal's reason
 */
export function sendFile(
  file: File,
  place: UploadPlace,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: number) => void },
): Promise<{ evidence: EvidenceFile; version?: number }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1/evidence?${addressOf(place)}`);
    request.setRequestHeader("x-filename", encodeURIComponent(file.name));
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => {
      if (request.status === 201 && request.response) return resolve(request.response);
      const detail = (request.response as { detail?: string } | null)?.detail;
      const retryable = request.status >= 500 || request.status === 429 || request.status === 400;
      reject(new UploadError(detail ?? "The upload failed. Nothing was stored; try again.", retryable));
    };
    request.onerror = () => reject(new UploadError(LOST, true));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    if (signal.aborted) reject(signal.reason);
    else request.send(file);
  });
}

/**
 * Links a stored file to a response, or takes it off.
 * @throws Error with words for the person
 */
export async function changeLink(
  method: "PUT" | "DELETE",
  link: { evidenceId: number; responseId: number },
): Promise<{ evidence: EvidenceFile[]; version: number; status: string }> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/evidence/${link.evidenceId}/links/${link.responseId}`, { method });
  } catch {
    throw new Error("The connection was lost. Nothing was changed; try again.");
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Error(body?.detail ?? "That did not work. Nothing was changed; try again.");
  return body;
}
