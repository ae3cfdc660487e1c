import { z } from "zod";
import { countCases, findCase, findCaseTexts } from "@/db/queries/intelligence/cases";
import { listEventRows } from "@/db/queries/intelligence/case-events";
import { listLinks } from "@/db/queries/intelligence/case-links";
import { listMembers } from "@/db/queries/intelligence/case-members";
import { listTasks } from "@/db/queries/intelligence/case-tasks";
import { listCustody, listExhibits } from "@/db/queries/intelligence/exhibits";
import { id } from "@/lib/kernel/input";
import { lookIntoCase } from "./look-into-case";

/** Entries of a kind that a printed file carries; where there are more it says so. */
const MOST_PRINTED = 1_000;

/** Of one more than is printed, what is printed, and whether there is more. */
const cut = <Row>(rows: Row[]) => ({ rows: rows.slice(0, MOST_PRINTED), more: rows.length > MOST_PRINTED });

/** All that a printed case file carries. */
export const readCaseFile = lookIntoCase({
  action: "intelligence.case-file.read",
  subject: "case",
  input: z.object({ case_id: id() }),
  target: (tx, input) => findCase(tx, input.case_id),
  caseOf: (found) => found,
  run: async ({ tx, actor, target }) => {
    const events = { category: null, kind: null, from: null, to: null, after: null, limit: MOST_PRINTED + 1 };
    const link = (kind: "content" | "subject" | "identifier") => listLinks(tx, kind, target.id, null, MOST_PRINTED);
    const [texts, members, tasks, exhibits, custody, timeline, content, subjects, identifiers, [counts]] =
      await Promise.all([
        findCaseTexts(tx, target.id),
        listMembers(tx, target.id),
        listTasks(tx, target.id, MOST_PRINTED + 1),
        listExhibits(tx, target.id, MOST_PRINTED + 1),
        listCustody(tx, { caseId: target.id }),
        listEventRows(tx, { ...events, caseId: target.id }),
        link("content"),
        link("subject"),
        link("identifier"),
        countCases(tx, [target.id]),
      ]);
    return {
      case: target,
      texts: texts!,
      tasks: cut(tasks),
      exhibits: cut(exhibits),
      timeline: cut(timeline),
      ...{ members, custody, content, subjects, identifiers },
      counts: counts!,
      by: actor.name,
      at: new Date(),
    };
  },
});

export type CaseFileSource = Awaited<ReturnType<typeof readCaseFile>>;
