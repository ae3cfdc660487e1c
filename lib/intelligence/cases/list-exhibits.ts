import { z } from "zod";
import { findCase, findCaseTexts } from "@/db/queries/intelligence/cases";
import { findExhibit, listCustody, listExhibits } from "@/db/queries/intelligence/exhibits";
import { logEvent } from "@/db/queries/kernel/events";
import { id } from "@/lib/kernel/input";
import { firstBroken, nextActions } from "../custody/custody";
import type { CustodyFile } from "../custody/custody-file";
import { canRecordCustody } from "./case-policy";
import { writtenActions } from "./case-words";
import { chainOf, chainsOf, custodyWords, describeExhibit, exhibitName, linkOf } from "./exhibit";
import { lookIntoCase } from "./look-into-case";

/** Exhibits that a page shows: the newest, should there be more. */
const MOST_EXHIBITS = 500;

/** The exhibits of a case, each with its chain of custody and whether it verifies. */
export const listCaseExhibits = lookIntoCase({
  action: "intelligence.exhibit.list",
  scope: "intelligence:read",
  subject: "case",
  input: z.object({ case_id: id() }),
  target: (tx, input) => findCase(tx, input.case_id),
  caseOf: (found) => found,
  run: async ({ tx, actor, target }) => {
    const [rows, custody] = await Promise.all([
      listExhibits(tx, target.id, MOST_EXHIBITS),
      listCustody(tx, { caseId: target.id }),
    ]);
    const chains = chainsOf(custody);
    return {
      exhibits: rows.map((row) => {
        const links = chains.get(row.id) ?? [];
        const broken = firstBroken(chainOf(row), links, row.sha256);
        return {
          ...describeExhibit(row),
          custody: links.map((link) => ({ ...link, words: custodyWords(link) })),
          broken: broken?.problem ?? null,
          /** What the reader may write into its chain now. */
          may: writtenActions.filter(
            (action) => nextActions[row.state].includes(action) && canRecordCustody(actor, target, row, action),
          ),
        };
      }),
    };
  },
});
export type CaseExhibit = Awaited<ReturnType<typeof listCaseExhibits>>["exhibits"][number];

/** An exhibit with its chain of custody, as the file that verify-custody.mjs verifies anywhere. */
export const exportCustody = lookIntoCase({
  action: "intelligence.custody.export",
  scope: "intelligence:read",
  subject: "exhibit",
  input: z.object({ exhibit_id: id() }),
  target: async (tx, input) => {
    const exhibit = await findExhibit(tx, input.exhibit_id);
    const found = exhibit && (await findCase(tx, exhibit.case_id));
    return found && { exhibit, found };
  },
  caseOf: ({ found }) => found,
  run: async ({ tx, actor, target: { exhibit, found } }) => {
    const [texts, custody] = await Promise.all([
      findCaseTexts(tx, found.id),
      listCustody(tx, { exhibitId: exhibit.id }),
    ]);
    const about = { table: "exhibits", recordId: exhibit.id, organizationId: exhibit.organization_id };
    await logEvent(tx, { action: "EXPORT", ...about, details: { what: "custody", sha256: exhibit.sha256 } });
    const file: CustodyFile = {
      format: "securesphere-custody",
      version: 1,
      exported_at: new Date().toISOString(),
      exported_by: actor.name,
      case: { number: found.number, title: found.title, marking: texts!.marking },
      exhibit: {
        number: exhibitName(exhibit),
        title: exhibit.title,
        description: exhibit.description,
        marking: exhibit.marking,
        filename: exhibit.filename,
        media_type: exhibit.media_type,
        size: exhibit.size,
        sha256: exhibit.sha256,
        taken_in_at: exhibit.created_at.toISOString(),
      },
      custody: custody.map(linkOf),
    };
    return file;
  },
});
