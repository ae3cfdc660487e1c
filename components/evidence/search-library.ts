import type { EvidenceFile } from "./evidence-file";

/** A document of the library, as the picker shows it. */
export interface LibraryFile extends EvidenceFile {
  title: string;
  used_by: number;
  uploaded_by: string;
}

/**
 * The newest documents of an organization's library that match, twenty at most.
 * @throws Error with words for the person
 */
export async function searchLibrary(organizationId: number, q: string, signal: AbortSignal): Promise<LibraryFile[]> {
  const query = new URLSearchParams({ organization_id: String(organizationId), limit: "20", ...(q.trim() && { q }) });
  const response = await fetch(`/api/v1/evidence?${query}`, { signal }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new Error("The library could not be reached. Try again.");
  });
  const body = (await response.json().catch(() => null)) as { evidence?: LibraryFile[]; detail?: string } | null;
  if (!response.ok || !body?.evidence) throw new Error(body?.detail ?? "The library could not be read. Try again.");
  return body.evidence;
}
