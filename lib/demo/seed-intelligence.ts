import { beginImport, countImport, endImport, insertImport, moveImport } from "@/db/queries/intelligence/imports";
import { readExport } from "@/lib/intelligence/import/read-export";
import type { ImportFile, Parsed } from "@/lib/intelligence/import/record";
import { newestRules } from "@/lib/intelligence/pinned-rules";
import { placeBatch, planBatch } from "@/lib/intelligence/take-in/plan-batch";
import { writeBatch } from "@/lib/intelligence/take-in/write-batch";
import type { Tx } from "@/lib/kernel/database";
import { importAdmission } from "@/lib/vault/admit-imports";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { maxImportBytes } from "@/lib/vault/limits";
import { recordFile } from "@/lib/vault/record-file";
import { stageFile } from "@/lib/vault/stage-file";
import { blobStore } from "@/lib/vault/store";
import { madeMessages, type MadeMessage } from "./exports/messages";
import { telegramFull } from "./exports/write-telegram";

/** Enough to look around in, and no more: it is read at the first start. */
const MESSAGES = 400;

/** One export that was seized, in the agency's workspace: read by its rules as any other is. */
export async function seedIntelligence(
  tx: Tx,
  { organizationId, analystId, now }: { organizationId: number; analystId: number; now: number },
): Promise<void> {
  const dataKey = await currentDataKey(tx, organizationId);
  const bytes = exportUntil(new Date(now));
  const vault = { store: blobStore(), organizationId, dataKey, maxBytes: maxImportBytes(), admission: importAdmission };
  const file = await stageFile(vault, { filename: "result.json", chunks: chunksOf(bytes) });
  const { id: evidenceId } = await recordFile(tx, organizationId, analystId, file, { workspace: "intelligence" });
  const { filename, sha256, size } = file;
  const importId = await insertImport(tx, {
    ...{ organizationId, evidenceId, filename, sha256, size, format: "telegram", mapping: {}, timeZone: "" },
    suppliedBy: "Harbour police, exhibit HP-26-118",
    authority: "Search warrant 26/0417, District Court",
  });
  await beginImport(tx, importId);
  const batch: Parsed[] = [];
  for await (const each of readExport(memoryFile(bytes), { format: "telegram", filename, mapping: {} }))
    batch.push(each);
  const rules = await newestRules(tx, organizationId);
  const placed = await placeBatch(tx, { organizationId, sources: new Map(), timeZone: "UTC" }, batch);
  await moveImport(tx, importId, 0, batch.length);
  const place = { organizationId, importId, dataKey, rules };
  await countImport(tx, importId, await writeBatch(tx, place, await planBatch(placed, rules)));
  await endImport(tx, importId, "done");
}

/** A full Telegram export of a few chats, the last message of which is a day old. */
function exportUntil(now: Date): Buffer {
  const until = new Date(now.getTime() - 24 * 3_600_000);
  const messages = [...madeMessages({ seed: 26, count: MESSAGES, chats: 4, until, adverts: 0.12, lookAlikes: 0.1 })];
  const chats = new Map(messages.map(({ chat }) => [chat.id, chat]));
  const of = (chat: MadeMessage["chat"]) => messages.filter((message) => message.chat.id === chat.id);
  return Buffer.from([...telegramFull([...chats.values()], of)].join(""));
}

async function* chunksOf(content: Buffer) {
  yield content;
}

const memoryFile = (bytes: Buffer): ImportFile => ({
  size: bytes.length,
  stream: () => chunksOf(bytes),
  read: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
});
