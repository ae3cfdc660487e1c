import { z } from "zod";
import type { Caller } from "@/lib/kernel/actor";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { query } from "@/lib/kernel/query";
import { preparing } from "@/lib/kernel/staged";
import { maxFileBytes } from "@/lib/vault/limits";
import { releaseFile } from "@/lib/vault/release-file";
import { spoolFile, type SpooledFile } from "@/lib/vault/spool-file";
import { stageFile, type StoredFile, type Vault } from "@/lib/vault/stage-file";
import { blobStore } from "@/lib/vault/store";
import { requireFewFiles } from "./attach-evidence";
import { canWriteAnswers } from "./policy";
import { prepareUpload } from "./prepare-upload";
import { saveResponseWithFiles } from "./save-questionnaire-response";

/** A file of a form; its chunks must be read before the next part is asked for. */
export interface FilePart {
  filename: string;
  declaredType?: string;
  chunks: AsyncIterable<Uint8Array>;
}

/** One part of a form, in the order they were sent. */
export type FormPart = { name: string; value: string } | { name: string; file: FilePart };

type Waiting = Omit<FilePart, "chunks"> & { spooled: SpooledFile };
type Saved = Awaited<ReturnType<typeof saveResponseWithFiles>>;

/**
 * Saves an answer that comes with files. The files go to the store first, outside any transaction; one transaction then
 * records them and saves the answer, so either all of it is there or nothing. Files that come before the field
 * `product_id` says whose they are wait on disk, sealed.
 * @throws Fault as saving an answer and storing a file do
 */
export async function saveResponseWithEvidence(caller: Caller, parts: AsyncIterable<FormPart>): Promise<Saved> {
  const fields = new Map<string, string>();
  const files: (StoredFile | Waiting)[] = [];
  let vault: Vault | undefined;
  const open = async () => (vault ??= await vaultOf(caller, fields.get("product_id")));
  try {
    for await (const part of parts) {
      if ("value" in part) {
        if (fields.has(part.name)) throw new Fault("malformed", `The form names ${part.name.slice(0, 100)} twice.`);
        if (part.name === "evidence" && part.value) throw invalidField("evidence", "should be a file");
        fields.set(part.name, part.value);
      } else if (part.name !== "evidence") {
        throw invalidField(part.name, "takes no file; files are sent as evidence");
      } else {
        requireFewFiles(files.length);
        const { chunks, ...told } = part.file;
        if (fields.get("product_id")) files.push(await stageFile(await open(), part.file));
        else files.push({ ...told, spooled: await spool(caller, chunks, files.length === 0) });
      }
    }
    for (const [place, file] of files.entries()) {
      if ("spooled" in file) files[place] = await unspool(await open(), file);
    }
    return await saveResponseWithFiles(caller, inputOf(fields, files as StoredFile[]));
  } catch (error) {
    for (const file of files) {
      if ("spooled" in file) await file.spooled.discard();
      else await releaseFile({ organizationId: vault!.organizationId, sha256: file.sha256 });
    }
    throw error;
  }
}

async function unspool(vault: Vault, { spooled, ...told }: Waiting): Promise<StoredFile> {
  const stored = await stageFile(vault, { ...told, chunks: spooled.stream() });
  await spooled.discard();
  return stored;
}

/** Permitted before a byte is kept: to the product where it is known, else as someone who may answer at all. */
async function vaultOf(caller: Caller, productId: string | undefined): Promise<Vault> {
  if (!productId) throw invalidField("product_id", "is required");
  const once = preparing(caller);
  const { organizationId, dataKey } = await prepareUpload(once, { product_id: productId as unknown as number });
  return { store: blobStore(), organizationId, dataKey, maxBytes: maxFileBytes(), caller };
}

async function spool(caller: Caller, chunks: AsyncIterable<Uint8Array>, first: boolean): Promise<SpooledFile> {
  if (first) await admitUpload(caller, {});
  return spoolFile(blobStore(), chunks, maxFileBytes());
}

const admitUpload = query({
  action: "assessment.evidence.admit",
  scope: "responses:write",
  input: z.object({}),
  allow: canWriteAnswers,
  run: async () => {},
});

/** Forms send what was left empty as an empty text. */
function inputOf(fields: Map<string, string>, files: StoredFile[]) {
  const given = [...fields].filter(([, value]) => value !== "");
  return { ...Object.fromEntries(given), files } as unknown as z.input<typeof saveResponseWithFiles.input>;
}
