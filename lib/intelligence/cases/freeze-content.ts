import { z } from "zod";
import { findFrozen, findLinkable, insertLink } from "@/db/queries/intelligence/case-links";
import { findOpenCase, lockCase } from "@/db/queries/intelligence/cases";
import { findPurpose } from "@/db/queries/intelligence/purposes";
import { command } from "@/lib/kernel/command";
import { staged } from "@/lib/kernel/staged";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { maxFileBytes } from "@/lib/vault/limits";
import { releaseFile } from "@/lib/vault/release-file";
import { stageFile, type StoredFile } from "@/lib/vault/stage-file";
import { blobStore } from "@/lib/vault/store";
import { look } from "../look";
import { takeIn } from "./add-exhibit";
import { freezeInput } from "./case-input";
import { canEditCase } from "./case-policy";

/** What is frozen is read in full, so it is a look like any other. */
const read = look({
  action: "intelligence.exhibit.prepare-frozen",
  subject: "case or content",
  input: freezeInput,
  target: async (tx, input) => {
    const [found, frozen] = await Promise.all([findOpenCase(tx, input.case_id), findFrozen(tx, input.content_id)]);
    return found && frozen?.organization_id === found.organization_id ? { found, frozen } : undefined;
  },
  allow: (actor, { found }) => canEditCase(actor, found),
  run: async ({ tx, actor, target: { found, frozen } }) => {
    const organizationId = found.organization_id;
    const purpose = await findPurpose(tx);
    const document = {
      format: "securesphere-content",
      version: 1,
      frozen_at: new Date().toISOString(),
      frozen_by: actor.name,
      case: found.number,
      purpose: purpose?.purpose ?? null,
      content: frozen.content,
    };
    const bytes = Buffer.from(JSON.stringify(document, null, 2), "utf8");
    return { organizationId, dataKey: await currentDataKey(tx, organizationId), bytes };
  },
  seen: (_result, { content_id: recordId }, { found }) => ({
    table: "content",
    recordId,
    organizationId: found.organization_id,
    details: { case_id: found.id },
  }),
});

const record = command({
  action: "intelligence.exhibit.freeze",
  subject: "case or content",
  input: freezeInput.extend({ file: z.custom<StoredFile>() }),
  target: async (tx, input) => {
    const found = await lockCase(tx, input.case_id);
    const content = found && (await findLinkable(tx, "content", input.content_id));
    return found && content?.organization_id === found.organization_id ? found : undefined;
  },
  allow: canEditCase,
  run: async (context, { file, title, description, marking, content_id: contentId }) => {
    const { tx, actor, target } = context;
    const place = { organizationId: target.organization_id, caseId: target.id, addedBy: actor.userId };
    await insertLink(tx, "content", { ...place, recordId: contentId, relevance: "exhibit", note: "" });
    return takeIn(context, file, {
      title: title || `Content ${contentId}`,
      description,
      marking,
      from: "",
      reason: "Frozen as it stands",
      contentId,
    });
  },
});

/**
 * Freezes content into an exhibit: a JSON file of all that is known of it now, with its hash and the first entry of its chain of
 * custody. What becomes of the content later changes nothing of it.
 * @throws Fault purpose_required, and as storing a file does
 */
export const freezeContent = staged(
  { action: "intelligence.exhibit.freeze", input: freezeInput },
  async (caller, input) => {
    const { organizationId, dataKey, bytes } = await read(caller, input);
    const vault = { store: blobStore(), organizationId, dataKey, maxBytes: maxFileBytes(), caller };
    const file = await stageFile(vault, {
      filename: `content-${input.content_id}.json`,
      declaredType: "application/json",
      announcedSize: bytes.length,
      chunks: (async function* () {
        yield bytes;
      })(),
    });
    try {
      return await record(caller, { ...input, file });
    } catch (error) {
      await releaseFile({ organizationId, sha256: file.sha256 });
      throw error;
    }
  },
);
