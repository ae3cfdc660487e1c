import { z } from "zod";
import {
  endRestoringContent,
  findContentArchive,
  listArchivedDigests,
  noteVerified,
  putBackContent,
  type ContentArchiveRow,
} from "@/db/queries/intelligence/content-archives";
import { logEvent } from "@/db/queries/kernel/events";
import { findDataKeys } from "@/db/queries/vault/data-keys";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";
import { query } from "@/lib/kernel/query";
import { withArchive, type KeptArchive, type Working } from "@/lib/vault/archive-file";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { sealValue } from "@/lib/vault/sealed-value";
import { analysisPlace } from "../analysis-place";
import { verifyArchive } from "./archive-content";
import { readArchive, type ArchivedMessage } from "./archive-lines";
import { archiveInput } from "./content-archive-input";
import { canArchiveContent } from "./policy";

/** Messages that are put back at once. */
const PAGE = 500;

export const ofArchive = {
  subject: "archive",
  target: (tx: Tx, input: { archive_id: number }) => findContentArchive(tx, input.archive_id),
  allow: canArchiveContent,
};

/** @throws Fault conflict for an archive in which nothing stands any more */
export function requireCurrent({ id, restored_at, disposed_at }: ContentArchiveRow): void {
  if (restored_at) throw new Fault("conflict", `Archive ${id} is restored already.`);
  if (disposed_at) throw new Fault("conflict", `Archive ${id} was disposed of.`);
}

/** The file of an archive, with what opens it and what must stand in it. */
const openArchive = query({
  ...ofArchive,
  action: "intelligence.content_archive.open",
  input: archiveInput,
  run: async ({ tx, target }) => {
    requireCurrent(target);
    const [keys, digests] = await Promise.all([
      findDataKeys(tx, target.organization_id),
      listArchivedDigests(tx, target.organization_id, target.id),
    ]);
    return { archive: target, keys, digests };
  },
});

/** Puts all messages back, or none. */
const putBack = command({
  ...ofArchive,
  action: "intelligence.content_archive.restore",
  input: archiveInput.extend({ messages: z.custom<() => AsyncIterable<ArchivedMessage>>() }),
  run: async ({ tx, target: archive }, { messages }) => {
    requireCurrent(archive);
    const { id: recordId, organization_id: organizationId, source_id: sourceId, sha256 } = archive;
    const dataKey = await currentDataKey(tx, organizationId);
    const sealed = ({ analysis, text }: ArchivedMessage) => {
      if (analysis === null) return { message: text, analysis: null };
      const { content } = JSON.parse(text) as { content: { platform_content_id: string } };
      const place = analysisPlace(organizationId, { sourceId, platformContentId: content.platform_content_id });
      return { message: text, analysis: sealValue(Buffer.from(analysis), dataKey.key, place) };
    };
    const page: ReturnType<typeof sealed>[] = [];
    for await (const each of messages()) {
      page.push(sealed(each));
      if (page.length === PAGE) await putBackContent(tx, archive.id, dataKey.id, page.splice(0)).catch(explain);
    }
    if (page.length > 0) await putBackContent(tx, archive.id, dataKey.id, page).catch(explain);
    await endRestoringContent(tx, archive.id).catch(explain);
    const details = { source_id: sourceId, sha256, messages: archive.messages };
    await logEvent(tx, { action: "CONTENT_RESTORED", table: "content_archives", recordId, organizationId, details });
    return { archive_id: archive.id, source_id: sourceId, messages: archive.messages };
  },
});

/** What the database refuses is what it did not let go. */
function explain(error: unknown): never {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const said = REFUSALS[(cause as { code?: string }).code ?? ""];
  if (!said) throw error;
  throw new Fault("conflict", `${said} Nothing was changed.`);
}

const REFUSALS: Record<string, string> = {
  "55000": "What stands in the archive is not what left.",
  "23505": "What stands in the archive stands here already.",
  "23503": "The archive names somebody or a rule that is no more.",
};

const noteVerification = command({
  ...ofArchive,
  action: "intelligence.content_archive.note-verified",
  input: archiveInput.extend({ damage: z.string() }),
  run: async ({ tx, target }, { damage }) => {
    requireCurrent(target);
    await noteVerified(tx, target.id, damage);
  },
});

const fileOf = ({ organization_id, sha256, size }: ContentArchiveRow, keys: KeptArchive["keys"]): KeptArchive => ({
  ...{ organizationId: organization_id, sha256, size, keys },
});

/**
 * Puts the messages of an archive back from its file, with ids, times and decisions as they were. The file is read from end
 * to end first, and the database takes each only as it left: a damaged file changes nothing.
 * @throws Fault not_found; conflict when the archive is restored already, or its file is damaged or gone
 */
export async function restoreContent(
  caller: Caller,
  { archive_id }: { archive_id: number },
  { signal, progress = () => undefined }: Working = {},
) {
  const { archive, keys, digests } = await openArchive(caller, { archive_id });
  return withArchive(
    fileOf(archive, keys),
    signal,
    async (read) => {
      progress(0.1, "Verifying the file");
      await verifyArchive(read(), archive, digests);
      progress(0.4, "Putting messages back");
      return putBack(caller, { archive_id, messages: () => readArchive(read(), archive) });
    },
    async (reason) => {
      await noteVerification(caller, { archive_id, damage: reason });
      throw new Fault(
        "conflict",
        `Archive ${archive_id} cannot be restored. ${reason} Nothing was changed. Bring the file ${archive.sha256} back from a backup.`,
      );
    },
  );
}

/** Reads an archive's file from end to end, and notes what is wrong with it; `damage` '': nothing is. */
export async function verifyContentArchive(
  caller: Caller,
  { archive_id }: { archive_id: number },
  { signal, progress = () => undefined }: Working = {},
): Promise<{ archive_id: number; damage: string }> {
  const { archive, keys, digests } = await openArchive(caller, { archive_id });
  progress(0.1, "Verifying the file");
  const damage = await withArchive(
    fileOf(archive, keys),
    signal,
    (read) => verifyArchive(read(), archive, digests).then(() => ""),
    (reason) => reason,
  );
  await noteVerification(caller, { archive_id, damage });
  return { archive_id, damage };
}
