import { z } from "zod";
import { findEdition, type EditionRow } from "@/db/queries/assessment/evidence-library";
import { findOrganization } from "@/db/queries/identity/organizations";
import { lockVault } from "@/db/queries/vault/data-keys";
import { findKeptTwin, findReplacement } from "@/db/queries/vault/evidence";
import type { Actor, Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import type { Tx } from "@/lib/kernel/database";
import { preparing } from "@/lib/kernel/staged";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { maxFileBytes } from "@/lib/vault/limits";
import { recordFile, requireRoom } from "@/lib/vault/record-file";
import { releaseFile } from "@/lib/vault/release-file";
import { stageFile, type StoredFile, type Upload } from "@/lib/vault/stage-file";
import { blobStore } from "@/lib/vault/store";
import { describeEdition, type Edition } from "./evidence-library";
import { canKeepEvidence } from "./evidence-policy";

export interface LibraryUpload extends Omit<Upload, "chunks"> {
  /** Whose library; standard: the caller's own. */
  organizationId?: number;
  /** The edition that the file replaces. */
  replacesId?: number;
  stream: AsyncIterable<Uint8Array>;
}

/** Where a file for the library goes: to an organization's, or in place of an edition. */
const place = { organization_id: id().optional(), replaces_id: id().optional() };
type Place = z.output<z.ZodObject<typeof place>>;

async function loadPlace(tx: Tx, input: Place) {
  const [edition, organization] = await Promise.all([
    input.replaces_id === undefined ? undefined : findEdition(tx, input.replaces_id),
    input.organization_id === undefined ? undefined : findOrganization(tx, input.organization_id),
  ]);
  if (input.replaces_id !== undefined) return edition && { edition, organizationId: edition.organization_id };
  if (input.organization_id !== undefined) return organization && { organizationId: organization.id };
  return { organizationId: undefined };
}
type LoadedPlace = NonNullable<Awaited<ReturnType<typeof loadPlace>>>;

const organizationOf = (actor: Actor, { organizationId }: LoadedPlace) => organizationId ?? actor.organizationId;
const mayKeep = (actor: Actor, loaded: LoadedPlace) =>
  canKeepEvidence(actor, { organizationId: organizationOf(actor, loaded) });

/**
 * Takes a file into an organization's library, where it stays, or as the next edition of a document there. Permitted
 * first, then stored outside any transaction, then recorded.
 * @throws Fault as storing a file does; conflict when another edition came first, with it in details.current
 */
export async function storeLibraryEvidence(caller: Caller, upload: LibraryUpload): Promise<{ evidence: Edition }> {
  const input = { organization_id: upload.organizationId, replaces_id: upload.replacesId };
  const once = preparing(caller);
  const { organizationId, dataKey } = await prepare(once, { ...input, announced_size: upload.announcedSize });
  const vault = { store: blobStore(), organizationId, dataKey, maxBytes: maxFileBytes(), caller };
  const file = await stageFile(vault, { ...upload, chunks: upload.stream });
  try {
    return await record(caller, { ...input, organization_id: organizationId, file });
  } catch (error) {
    await releaseFile({ organizationId, sha256: file.sha256 });
    throw error;
  }
}

const prepare = command({
  action: "assessment.library.prepare",
  scope: "responses:write",
  subject: "organization or evidence",
  input: z.object({ ...place, announced_size: z.int().min(0).default(0) }),
  target: loadPlace,
  allow: mayKeep,
  run: async ({ tx, actor, target }, input) => {
    const organizationId = organizationOf(actor, target);
    if (target.edition) await requireNewest(tx, target.edition);
    await requireRoom(tx, organizationId, input.announced_size);
    return { organizationId, dataKey: await currentDataKey(tx, organizationId) };
  },
});

const record = command({
  action: "assessment.library.add",
  scope: "responses:write",
  subject: "organization or evidence",
  input: z.object({ ...place, file: z.custom<StoredFile>() }),
  target: loadPlace,
  allow: mayKeep,
  run: async ({ tx, actor, target }, { file }) => {
    const organizationId = organizationOf(actor, target);
    // Of two that replace the same edition at once, the second waits here and then sees the first.
    await lockVault(tx, organizationId);
    const { edition } = target;
    if (edition) {
      await requireNewest(tx, edition);
      if (edition.sha256 === file.sha256) throw invalidField("file", "is the same as the edition it would replace");
    } else {
      const twin = await findKeptTwin(tx, organizationId, file.sha256, file.filename);
      if (twin !== undefined) return { evidence: await read(tx, twin) };
    }
    const row = await recordFile(tx, organizationId, actor.userId, file, {
      inLibrary: true,
      ...(edition && {
        title: edition.title,
        description: edition.description,
        firstId: edition.document_id,
        replacesId: edition.id,
        edition: edition.edition + 1,
      }),
    });
    return { evidence: await read(tx, row.id) };
  },
});

const read = async (tx: Tx, evidenceId: number) => describeEdition((await findEdition(tx, evidenceId))!);

async function requireNewest(tx: Tx, edition: EditionRow) {
  const newer = await findReplacement(tx, edition.organization_id, edition.id);
  if (newer === undefined) return;
  const message = "A newer version of this document was uploaded meanwhile. Nothing was stored; look at it first.";
  throw new Fault("conflict", message, { details: { current: await read(tx, newer) } });
}
