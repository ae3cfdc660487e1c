import { Readable } from "node:stream";
import { z } from "zod";
import { findProductPlace, type EvidencePlaceRow } from "@/db/queries/assessment/response-evidence";
import { canSeeStatistics } from "@/lib/health/policy";
import { readPlatformState } from "@/lib/health/platform-state/read-state";
import { statementJson, statementName, statementText } from "@/lib/health/platform-state/statement";
import type { Actor, Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { preparing, staged } from "@/lib/kernel/staged";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { maxFileBytes } from "@/lib/vault/limits";
import { recordFile, requireRoom } from "@/lib/vault/record-file";
import { releaseFile } from "@/lib/vault/release-file";
import { stageFile, type StoredFile } from "@/lib/vault/stage-file";
import { blobStore } from "@/lib/vault/store";
import { evidenceItem } from "./evidence-item";
import { canAddEvidence } from "./prepare-upload";
import { refuseClosed } from "./refuse-closed";

const input = z.object({ product_id: id() });

/** Who may see how the service stands and may answer for the product. */
const canStorePlatformState = (actor: Actor, place: EvidencePlaceRow) =>
  canSeeStatistics(actor) && canAddEvidence(actor, place);

const prepare = command({
  action: "assessment.platform-state.prepare",
  scope: "responses:write",
  subject: "product",
  input,
  target: (tx, { product_id }) => findProductPlace(tx, product_id),
  allow: canStorePlatformState,
  run: async ({ tx, target }) => {
    refuseClosed(target);
    const organizationId = target.organization_id;
    const state = await readPlatformState(tx);
    const name = statementName(state);
    const texts = [
      { filename: `${name}.txt`, text: statementText(state) },
      { filename: `${name}.json`, text: statementJson(state) },
    ];
    await requireRoom(tx, organizationId, Buffer.byteLength(texts.map(({ text }) => text).join("")));
    return { organizationId, texts, dataKey: await currentDataKey(tx, organizationId) };
  },
});

const record = command({
  action: "assessment.platform-state.add",
  scope: "responses:write",
  subject: "product",
  input: input.extend({ files: z.array(z.custom<StoredFile>()) }),
  target: (tx, { product_id }) => findProductPlace(tx, product_id),
  allow: canStorePlatformState,
  run: async ({ tx, actor, target }, { files }) => {
    const evidence = [];
    for (const file of files) {
      const about = { origin: "system" as const, title: "Statement of the platform’s state" };
      evidence.push(evidenceItem(await recordFile(tx, target.organization_id, actor.userId, file, about)));
    }
    return { evidence };
  },
});

/**
 * Writes what the service knows of its own audit trail, backups, retention and keys into two files, a text and JSON, for
 * answers about the service itself. Like any upload for a product they wait a day for the answer that names them.
 * @throws Fault locked when the round is closed, too_large when the organization has no room
 */
export const storePlatformState = staged(
  { action: "assessment.platform-state.add", input, scope: "responses:write" },
  async (caller: Caller, { product_id }) => {
    const once = preparing(caller);
    const { organizationId, texts, dataKey } = await prepare(once, { product_id });
    const vault = { store: blobStore(), organizationId, dataKey, maxBytes: maxFileBytes(), caller };
    const files: StoredFile[] = [];
    try {
      for (const { filename, text } of texts)
        files.push(await stageFile(vault, { filename, chunks: Readable.from([Buffer.from(text)]) }));
      return await record(caller, { product_id, files });
    } catch (error) {
      for (const { sha256 } of files) await releaseFile({ organizationId, sha256 });
      throw error;
    }
  },
);
