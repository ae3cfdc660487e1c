import { insertEvidenceLinks } from "@/db/queries/demo/insert-demo";
import type { Tx } from "@/lib/kernel/database";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { maxFileBytes } from "@/lib/vault/limits";
import { recordFile } from "@/lib/vault/record-file";
import { stageFile } from "@/lib/vault/stage-file";
import { blobStore } from "@/lib/vault/store";
import { demoFiles } from "./evidence-files";
import { HOUR_MS, type DemoPlace, type SeededProduct } from "./place";

/** Stores a product's files and links them to the answers they support. Ids of evidence by response. */
export async function seedEvidence(
  tx: Tx,
  { organizationId, now }: DemoPlace,
  { name, ownerId, answers, responseOf }: SeededProduct,
): Promise<Map<number, number[]>> {
  const linked = new Map<number, number[]>();
  if (answers.length === 0) return linked;
  const vault = {
    store: blobStore(),
    organizationId,
    dataKey: await currentDataKey(tx, organizationId),
    maxBytes: maxFileBytes(),
  };
  const month = new Date(now - 40 * 24 * HOUR_MS).toISOString().slice(0, 7);
  for (const { filename, codes, content } of demoFiles(name, month)) {
    const supported = answers.filter(({ question, notApplicable }) => codes.includes(question.code) && !notApplicable);
    if (supported.length === 0) continue;
    const file = await stageFile(vault, { filename, chunks: chunksOf(content) });
    const { id } = await recordFile(tx, organizationId, ownerId, file);
    for (const answer of supported) linked.set(responseOf(answer), [...(linked.get(responseOf(answer)) ?? []), id]);
  }
  await insertEvidenceLinks(
    tx,
    [...linked].flatMap(([responseId, ids]) =>
      ids.map((evidenceId) => ({ organizationId, responseId, evidenceId, addedBy: ownerId })),
    ),
  );
  return linked;
}

async function* chunksOf(content: Buffer) {
  yield content;
}
