import { findFrozen, insertLink } from "@/db/queries/intelligence/case-links";
import { lockCase } from "@/db/queries/intelligence/cases";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { maxFileBytes } from "@/lib/vault/limits";
import { releaseFile } from "@/lib/vault/release-file";
import { stageFile, type StoredFile } from "@/lib/vault/stage-file";
import { blobStore } from "@/lib/vault/store";
import { z } from "zod";
import { findPurpose } from "@/db/queries/intelligence/purposes";
import { takeIn } from "./add-exhibit";
import { freezeInput } from "./case-input";
import { canEditCase } from "./case-policy";

/**
 * Freezes content into an exhibit: a JSON file of all that is known of it now, with its hash and the first entry of its chain of
 * custody. What becomes of the content later changes nothing of it.
 */
async function freeze(caller: Caller, input: z.input<typeof freezeInput>) {
  const once = { ...caller, idempotencyKey: undefined };
  const { organizationId, dataKey, text } = await prepare(once, input);
  const vault = { store: blobStore(), organizationId, dataKey, maxBytes: maxFileBytes(), caller };
  const bytes = Buffer.from(text, "utf8");
  const filename = `content-${input.content_id as number}.json`;
  const chunks = (async function* () {
    yield bytes;
  })();
  const file = await stageFile(vault, {
    filename,
    declaredType: "application/json",
    announcedSize: bytes.length,
    chunks,
  });
  try {
    return await record(caller, { ...input, file });
  } catch (error) {
    await releaseFile({ organizationId, sha256: file.sha256 });
    throw error;
  }
}

const targetOf = async (tx: Parameters<typeof lockCase>[0], input: { case_id: number; content_id: number }) => {
  const found = await lockCase(tx, input.case_id);
  const frozen = found && (await findFrozen(tx, input.content_id));
  return frozen?.organization_id === found?.organization_id && found && frozen ? { found, frozen } : undefined;
};

const prepare = command({
  action: "intelligence.exhibit.prepare-frozen",
  subject: "case or content",
  input: freezeInput,
  target: targetOf,
  allow: (actor, { found }) => canEditCase(actor, found),
  run: async ({ tx, actor, target: { found, frozen } }) => {
    const organizationId = found.organization_id;
    const purpose = await findPurpose(tx);
    const text = JSON.stringify(
      {
        format: "securesphere-content",
        version: 1,
        frozen_at: new Date().toISOString(),
        frozen_by: actor.name,
        case: found.number,
        purpose: purpose?.purpose ?? null,
        content: frozen.content,
      },
      null,
      2,
    );
    return { organizationId, dataKey: await currentDataKey(tx, organizationId), text };
  },
});

const record = command({
  action: "intelligence.exhibit.freeze",
  subject: "case or content",
  input: freezeInput.extend({ file: z.custom<StoredFile>() }),
  target: targetOf,
  allow: (actor, { found }) => canEditCase(actor, found),
  run: async (context, { file, title, description, marking, content_id: contentId }) => {
    const { found } = context.target;
    const place = { organizationId: found.organization_id, caseId: found.id, addedBy: context.actor.userId };
    await insertLink(context.tx, "content", { ...place, recordId: contentId, relevance: "exhibit", note: "" });
    return takeIn({ ...context, target: found }, file, {
      title: title || `Content ${contentId}`,
      description,
      marking,
      from: "",
      reason: "Frozen as it stands",
      contentId,
    });
  },
});

/** As a use case, for what calls those: the parts of it are the gate's. */
export const freezeContent = Object.assign(freeze, { ...record, input: freezeInput });
