import { z } from "zod";
import { logEvent } from "@/db/queries/kernel/events";
import { findDataKeys } from "@/db/queries/vault/data-keys";
import { findEvidence } from "@/db/queries/vault/evidence";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canReadEvidence, readingIsAudited } from "./policy";

/**
 * Permits the reading of a file and what opens it. A command, since reading what someone else provided is written down,
 * in the same transaction: no trace, no file.
 */
export const readEvidence = command({
  action: "vault.evidence.read",
  input: z.object({ id: id() }),
  scope: "responses:read",
  subject: "evidence",
  target: (tx, input) => findEvidence(tx, input.id),
  allow: canReadEvidence,
  run: async ({ tx, actor, target }) => {
    const { id: recordId, organizationId, filename, sha256 } = target;
    if (readingIsAudited(actor, target)) {
      await logEvent(tx, {
        action: "READ",
        table: "evidence",
        recordId,
        organizationId,
        details: { filename, sha256 },
      });
    }
    return { evidence: target, keys: await findDataKeys(tx, organizationId) };
  },
});

/** What opens a file now, for whoever was permitted to read it a moment ago. */
export const readKeysOf = query({
  action: "vault.evidence.keys",
  input: z.object({ id: id() }),
  scope: "responses:read",
  subject: "evidence",
  target: (tx, input) => findEvidence(tx, input.id),
  allow: canReadEvidence,
  run: ({ tx, target }) => findDataKeys(tx, target.organizationId),
});

/** Writes down that a stored file no longer verifies, for whoever watches the trail. */
export const reportDamage = command({
  action: "vault.evidence.report-damage",
  input: z.object({ id: id(), what: z.string() }),
  scope: "responses:read",
  subject: "evidence",
  target: (tx, input) => findEvidence(tx, input.id),
  allow: canReadEvidence,
  run: ({ tx, target }, { what }) =>
    logEvent(tx, {
      action: "EVIDENCE_DAMAGED",
      table: "evidence",
      recordId: target.id,
      organizationId: target.organizationId,
      details: { what, filename: target.filename, sha256: target.sha256 },
    }),
});
