import { z } from "zod";
import { findCaseTexts, findOpenCase, lockCase, type CaseRow } from "@/db/queries/intelligence/cases";
import { insertExhibit, nextExhibitNumber } from "@/db/queries/intelligence/exhibits";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import type { Context } from "@/lib/kernel/use-case";
import { id, requiredText, text } from "@/lib/kernel/input";
import { preparing } from "@/lib/kernel/staged";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { maxFileBytes } from "@/lib/vault/limits";
import { recordFile, requireRoom } from "@/lib/vault/record-file";
import { releaseFile } from "@/lib/vault/release-file";
import { stageFile, type StoredFile, type Upload } from "@/lib/vault/stage-file";
import { blobStore } from "@/lib/vault/store";
import { canEditCase } from "./case-policy";
import { tlpMarkings } from "./case-words";
import { appendCustody, exhibitName } from "./exhibit";

const about = {
  case_id: id(),
  title: requiredText(200),
  description: text(5_000).default(""),
  marking: z.enum(tlpMarkings).optional(),
  /** From whom it was received; somebody outside, by name. */
  received_from: text(200).default(""),
  reason: text(1_000).default(""),
};

interface ExhibitUpload extends Omit<Upload, "chunks"> {
  about: z.input<z.ZodObject<typeof about>>;
  stream: AsyncIterable<Uint8Array>;
}

/**
 * Takes a file into a case as an exhibit: permitted first, then stored encrypted outside any transaction, then recorded with
 * the first entry of its chain of custody.
 * @throws Fault as storing a file does
 */
export async function addExhibit(caller: Caller, { about: said, stream, ...upload }: ExhibitUpload) {
  const once = preparing(caller);
  const { organizationId, dataKey } = await prepareExhibit(once, {
    case_id: said.case_id,
    announced_size: upload.announcedSize,
  });
  const vault = { store: blobStore(), organizationId, dataKey, maxBytes: maxFileBytes(), caller };
  const file = await stageFile(vault, { ...upload, chunks: stream });
  try {
    return await record(caller, { ...said, file });
  } catch (error) {
    await releaseFile({ organizationId, sha256: file.sha256 });
    throw error;
  }
}

/** Permits a file before a byte of it is read, and gives the key to seal it with. */
export const prepareExhibit = command({
  action: "intelligence.exhibit.prepare",
  scope: "intelligence:write",
  subject: "case",
  input: z.object({ case_id: about.case_id, announced_size: z.int().min(0).default(0) }),
  target: (tx, input) => findOpenCase(tx, input.case_id),
  allow: canEditCase,
  run: async ({ tx, target }, input) => {
    const organizationId = target.organization_id;
    await requireRoom(tx, organizationId, input.announced_size);
    return { organizationId, dataKey: await currentDataKey(tx, organizationId) };
  },
});

const record = command({
  action: "intelligence.exhibit.create",
  scope: "intelligence:write",
  subject: "case",
  input: z.object({ ...about, file: z.custom<StoredFile>() }),
  target: (tx, input) => lockCase(tx, input.case_id),
  allow: canEditCase,
  run: (context, { file, received_from: from, reason, title, description, marking }) =>
    takeIn(context, file, { title, description, marking, from, reason }),
});

/** The exhibit of a stored file, with the next number of its case, in the hands of whoever took it in. */
export async function takeIn(
  { tx, actor, target }: Context<CaseRow>,
  file: StoredFile,
  said: { title: string; description: string; marking?: string; from: string; reason: string; contentId?: number },
) {
  const organizationId = target.organization_id;
  const evidence = await recordFile(tx, organizationId, actor.userId, file, { workspace: "intelligence" });
  const number = await nextExhibitNumber(tx, organizationId, target.id);
  const marking = said.marking ?? (await findCaseTexts(tx, target.id))!.marking;
  const exhibitId = await insertExhibit(tx, {
    organizationId,
    caseId: target.id,
    number,
    title: said.title,
    description: said.description,
    marking,
    evidenceId: evidence.id,
    contentId: said.contentId ?? null,
    state: "held",
    holderId: actor.userId,
    createdBy: actor.userId,
  });
  const by = { id: actor.userId, name: actor.name };
  const place = { id: exhibitId, organization_id: organizationId, case_id: target.id, case_number: target.number };
  const exhibit = { ...place, number, sha256: file.sha256, title: said.title };
  const from = said.from ? { id: null, name: said.from } : null;
  const link = await appendCustody(tx, exhibit, { action: "received", by, from, to: by, reason: said.reason });
  return { id: exhibitId, name: exhibitName({ number }), sha256: file.sha256, head: link.hash };
}
