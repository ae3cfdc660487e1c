import {
  findExportAgency,
  listChosenIdentifiers,
  listContentOfCase,
  listIdentifiersOfCase,
  listIdentifiersOfSearch,
  listOccurrencesOfCase,
  listSubjectsOfCase,
  MOST_EXPORTED,
  MOST_OCCURRENCES,
} from "@/db/queries/intelligence/exports";
import { config } from "@/lib/kernel/config";
import { Fault, notFound } from "@/lib/kernel/fault";
import { query } from "@/lib/kernel/query";
import { exportInput } from "./export-input";
import { canExport } from "./export-policy";
import type { Exported } from "./exported";
import { findFrame } from "./find-frame";

/**
 * Reads what an export says, at one moment and within reach of that moment: who was taken off a case meanwhile reads nothing.
 * @throws Fault too_large beyond what one file may have
 */
export const readExport = query({
  action: "intelligence.export.read",
  input: exportInput,
  allow: canExport,
  run: async ({ tx, actor }, asked): Promise<Exported> => {
    const found = await findFrame(tx, actor.organizationId, asked);
    if (!found) throw notFound();
    const { frame, organizationId } = found;
    const agency = (await findExportAgency(tx, organizationId))!;
    const base = { origin: config().authUrl, agency, marking: asked.marking, frame, occurrences: [], links: [] };
    const nothing = { ...base, subjects: [], contents: [] };
    if (frame.kind === "identifiers")
      return { ...nothing, identifiers: await listChosenIdentifiers(tx, organizationId, asked.identifier_ids!) };
    if (frame.kind === "osint_result") {
      const rows = bounded(await listIdentifiersOfSearch(tx, organizationId, frame.id));
      const links = rows.map(({ id, confidence, note, linkedAt }) => ({
        ...{ identifierId: id, confidence, note, createdAt: linkedAt },
      }));
      return { ...nothing, links, identifiers: rows };
    }
    return {
      ...base,
      identifiers: bounded(await listIdentifiersOfCase(tx, organizationId, frame.id)),
      subjects: bounded(await listSubjectsOfCase(tx, organizationId, frame.id)),
      contents: bounded(await listContentOfCase(tx, organizationId, frame.id)),
      occurrences: bounded(await listOccurrencesOfCase(tx, organizationId, frame.id), MOST_OCCURRENCES),
    };
  },
});

function bounded<Row>(rows: Row[], most = MOST_EXPORTED): Row[] {
  if (rows.length <= most) return rows;
  throw new Fault(
    "too_large",
    `A file has at most ${most.toLocaleString("en")} records of a kind. Export a part of it.`,
  );
}
