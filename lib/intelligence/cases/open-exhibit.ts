import { z } from "zod";
import { findCase } from "@/db/queries/intelligence/cases";
import { findExhibit } from "@/db/queries/intelligence/exhibits";
import { logEvent } from "@/db/queries/kernel/events";
import { findDataKeys } from "@/db/queries/vault/data-keys";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { openStored } from "@/lib/vault/open-stored";
import { DamagedError } from "@/lib/vault/segments";
import { canReadCase } from "./case-policy";
import { exhibitName } from "./exhibit";
import { lookIntoCase } from "./look-into-case";

const input = z.object({ exhibit_id: id() });

const targetOf = async (tx: Parameters<typeof findExhibit>[0], given: z.output<typeof input>) => {
  const exhibit = await findExhibit(tx, given.exhibit_id);
  const found = exhibit && (await findCase(tx, exhibit.case_id));
  return found && { exhibit, found };
};

const read = lookIntoCase({
  action: "intelligence.exhibit.read",
  scope: "intelligence:read",
  subject: "exhibit",
  input,
  target: targetOf,
  caseOf: ({ found }) => found,
  run: async ({ tx, target: { exhibit } }) => {
    const { organization_id: organizationId, sha256, size, filename, media_type: mediaType } = exhibit;
    const about = { table: "exhibits", recordId: exhibit.id, organizationId };
    await logEvent(tx, { action: "READ", ...about, details: { what: exhibitName(exhibit), sha256 } });
    return {
      file: { organizationId, sha256, size, filename, mediaType },
      keys: await findDataKeys(tx, organizationId),
    };
  },
});

const reportDamage = command({
  action: "intelligence.exhibit.report-damage",
  scope: "intelligence:read",
  subject: "exhibit",
  input: input.extend({ what: z.string() }),
  target: targetOf,
  allow: (actor, { found }) => canReadCase(actor, found),
  run: ({ tx, target: { exhibit } }, { what }) =>
    logEvent(tx, {
      action: "EVIDENCE_DAMAGED",
      table: "evidence",
      recordId: exhibit.evidence_id,
      organizationId: exhibit.organization_id,
      details: { what, filename: exhibit.filename, sha256: exhibit.sha256 },
    }),
});

/**
 * The file of an exhibit: all of it is verified before the first byte is handed out.
 * @throws Fault internal when the stored file is damaged or gone, which is also written down
 */
export async function openExhibit(caller: Caller, given: z.input<typeof input>) {
  const { file, keys } = await read(caller, given);
  try {
    return { file, body: await openStored(file, keys) };
  } catch (error) {
    if (!(error instanceof DamagedError)) throw error;
    await reportDamage(caller, { ...given, what: error.message });
    throw new Fault("internal", "The stored file is damaged, so it is not handed out. This has been reported.");
  }
}
