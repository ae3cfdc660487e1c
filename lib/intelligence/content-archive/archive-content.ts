import { z } from "zod";
import { archiveContentRows, findArchivableIds, readArchivedText } from "@/db/queries/intelligence/content-archives";
import { findSourceOwner } from "@/db/queries/intelligence/retention";
import { logEvent } from "@/db/queries/kernel/events";
import { findDataKeys, lockVault } from "@/db/queries/vault/data-keys";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { digestOf, writeArchive, type Working } from "@/lib/vault/archive-file";
import type { StagedBlob } from "@/lib/vault/blob-store";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { openDataKey } from "@/lib/vault/data-keys";
import { openValue } from "@/lib/vault/sealed-value";
import { DamagedError } from "@/lib/vault/segments";
import { blobStore } from "@/lib/vault/store";
import { analysisPlace } from "../analysis-place";
import { headLine, messageLine, readArchive, type ArchivedMessage, type ArchiveHead } from "./archive-lines";
import { canArchiveContent } from "./policy";

/** Messages of one archive. Its file is written as it is read; that they leave is one transaction. */
const MOST_OF_ARCHIVE = 20_000;
/** Messages that are read at once. */
const PAGE = 500;

/** A source's messages of a time: from `since` on, before `until`. What was restored since `restored_since` stays. */
const spanInput = z.object({ source_id: id(), since: z.date(), until: z.date(), restored_since: z.date() });
type Span = z.output<typeof spanInput>;

const ofSource = {
  subject: "source",
  target: (tx: Tx, input: { source_id: number }) => findSourceOwner(tx, input.source_id),
  allow: canArchiveContent,
};

/** Which messages one archive takes, and the key that its file is sealed with. */
const beginArchiving = command({
  ...ofSource,
  action: "intelligence.content_archive.begin",
  input: spanInput,
  run: async ({ tx, target }, span) => ({
    organizationId: target.organization_id,
    ids: await findArchivableIds(tx, span, MOST_OF_ARCHIVE),
    dataKey: await currentDataKey(tx, target.organization_id),
  }),
});

const readPage = query({
  ...ofSource,
  action: "intelligence.content_archive.read",
  input: z.object({ source_id: id(), ids: z.array(z.number()) }),
  run: async ({ tx, target }, { source_id: sourceId, ids }): Promise<ArchivedMessage[]> => {
    const { organization_id: organizationId } = target;
    const [rows, keys] = await Promise.all([
      readArchivedText(tx, organizationId, ids),
      findDataKeys(tx, organizationId),
    ]);
    const opened = new Map(keys.map((key) => [key.id, key]));
    return rows.map(({ id, message, analysis, data_key_id }) => {
      const open = () => {
        const { content } = JSON.parse(message) as { content: { platform_content_id: string } };
        const place = analysisPlace(organizationId, { sourceId, platformContentId: content.platform_content_id });
        return openValue(analysis!, openDataKey(opened.get(data_key_id!)!), place).toString("utf8");
      };
      return { id, text: message, digest: digestOf(message), analysis: analysis && open() };
    });
  },
});

/** Puts the file in its place and lets the messages go that stand in it: both or neither. */
const keepArchive = command({
  ...ofSource,
  action: "intelligence.content_archive.keep",
  input: z.object({
    source_id: id(),
    file: z.object({
      sha256: z.string(),
      size: z.number(),
      dataKeyId: id(),
      ids: z.array(z.number()),
      digests: z.array(z.string()),
    }),
    staged: z.custom<Pick<StagedBlob, "keep">>(),
  }),
  run: async ({ tx, target }, { source_id, file, staged }) => {
    const { organization_id: organizationId } = target;
    await lockVault(tx, organizationId); // the sweep waits until a row names the file
    await staged.keep({ organizationId, sha256: file.sha256 });
    const recordId = await archiveContentRows(tx, source_id, file).catch(explain);
    const details = { source_id, sha256: file.sha256, bytes: file.size, messages: file.ids.length };
    await logEvent(tx, { action: "CONTENT_ARCHIVED", table: "content_archives", recordId, organizationId, details });
    return recordId;
  },
});

/** What the database refuses is that a message changed meanwhile, or that something points to it since. */
function explain(error: unknown): never {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!["55000", "23503"].includes((cause as { code?: string }).code ?? "")) throw error;
  throw new Fault("conflict", "Messages changed while they were archived, so they stay. Archive them again.");
}

/** What one archive holds. */
export interface ArchivedContent {
  archive_id: number;
  source_id: number;
  messages: number;
  sha256: string;
  /** Of the file. */
  bytes: number;
}

/**
 * Moves the next messages of a source's time, at most `MOST_OF_ARCHIVE`, with what was found in them, into one file of the
 * agency's vault: written as they are read, sealed, read back from the disk, and only then taken out of the database, which
 * compares each with what was written. Whatever ends it in the middle, nothing was changed. Undefined: none is left to archive.
 * @throws Fault conflict when a message changed meanwhile
 */
export async function archiveContent(
  caller: Caller,
  span: Span,
  { signal, progress = () => undefined }: Working = {},
): Promise<ArchivedContent | undefined> {
  const { organizationId, ids, dataKey } = await beginArchiving(caller, span);
  if (ids.length === 0) return undefined;
  const { source_id } = span;
  const head: ArchiveHead = { organization_id: organizationId, source_id };
  const digests = new Map<number, string>();
  const lines = async function* () {
    yield headLine(head);
    for (let from = 0; from < ids.length; from += PAGE) {
      signal?.throwIfAborted();
      progress((0.7 * from) / ids.length, "Reading messages");
      for (const message of await readPage(caller, { source_id, ids: ids.slice(from, from + PAGE) })) {
        digests.set(message.id, message.digest);
        yield messageLine(message);
      }
    }
  };
  const staged = await blobStore().stage();
  try {
    const { sha256, size } = await writeArchive(staged, { organizationId, dataKey, lines: lines() }, (chunks) => {
      progress(0.7, "Verifying the file");
      return verifyArchive(chunks, head, digests);
    });
    signal?.throwIfAborted();
    progress(0.85, "Leaving the database");
    const file = { sha256, size, dataKeyId: dataKey.id, ids: [...digests.keys()], digests: [...digests.values()] };
    const archive_id = await keepArchive(caller, { source_id, file, staged });
    return { archive_id, source_id, messages: digests.size, sha256, bytes: size };
  } finally {
    await staged.discard();
  }
}

/**
 * Reads an archive from end to end.
 * @throws DamagedError where it does not hold exactly these messages
 */
export async function verifyArchive(
  chunks: AsyncIterable<Uint8Array>,
  head: ArchiveHead,
  digests: ReadonlyMap<number, string>,
): Promise<void> {
  let found = 0;
  for await (const { id, digest, text } of readArchive(chunks, head)) {
    if (digests.get(id) !== digest || digest !== digestOf(text))
      throw new DamagedError(`message ${id} is not the one that was archived`);
    found += 1;
  }
  if (found !== digests.size) throw new DamagedError("messages are missing");
}
