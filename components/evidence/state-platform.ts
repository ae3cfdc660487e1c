import type { EvidenceFile } from "./evidence-file";

/**
 * Has the statement of the platform's state written for a product: files that wait to be linked.
 * @throws Error with words for the person
 */
export async function statePlatform(productId: number): Promise<EvidenceFile[]> {
  const response = await fetch(`/api/v1/products/${productId}/platform-state`, { method: "POST" }).catch(() => {
    throw new Error("The connection was lost. Nothing was added; try again.");
  });
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Error(body?.detail ?? "That did not work. Nothing was added; try again.");
  return body.evidence;
}
