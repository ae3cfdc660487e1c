import { loadQuestionnaire, type Questionnaire } from "@/lib/assessment/questionnaire";
import { assignLeads } from "./assign-leads";
import { bindResponses } from "./bind-responses";
import { chooseQuestionnaire } from "./choose-questionnaire";
import { reportColumns } from "./columns";
import type { Move } from "./move";
import { moveComments } from "./move-comments";
import { moveInvitations } from "./move-invitations";
import { movePeople } from "./move-people";
import { moveProducts, sortProducts, type Products } from "./move-products";
import { moveResponses } from "./move-responses";
import { compareScores, moveScoreHistory } from "./move-scores";
import { moveTrail } from "./move-trail";
import type { LegacyTables } from "./read-tables";
import { latestVerdicts } from "./verdicts";

/** Tables that are read. Of any other, and of those missing, the report speaks. */
const READ = ["users", "products", "questionnaire_responses", "lead_comments", "score_history", "maturity_scores"];
const ALSO_READ = ["audit_log", "user_invitations", "invitation_tokens"];
const LEFT: Record<string, string> = {
  product_statuses: "where a product stands follows from its answers here; it told which were handed in",
  system_settings: "settings of the other system; see docs/OPERATING.md for those here",
  alembic_version: "belongs to the other system's migrations",
};

/** Moves in everything a file holds, in the order in which one needs the other. */
export async function moveAll(move: Move, tables: LegacyTables): Promise<void> {
  const { accounts, products, responses, comments, productStatuses } = tables;
  reportTables(move);
  reportColumns(move);
  const people = await movePeople(move, accounts);
  const sorted = sortProducts(move, products, people);
  const versionId = sorted.fresh.length ? await chooseQuestionnaire(move, responses) : 0;
  const moved = await moveProducts(move, sorted, versionId);
  const questionnaires = await loadAll(move, moved);
  const fresh = [...moved.values()].filter(({ isNew }) => isNew);
  await assignLeads(move, accounts, comments, people, moved);
  const lines = bindResponses(move, responses, people, moved, questionnaires);
  const answers = await moveResponses(move, lines, fresh, {
    verdicts: latestVerdicts(comments, people),
    productStatuses,
  });
  await moveComments(move, comments, people, moved, answers);
  await moveScoreHistory(move, people, moved, questionnaires);
  await compareScores(move, people, moved);
  await moveTrail(move);
  await moveInvitations(move, "user_invitations", people);
  await moveInvitations(move, "invitation_tokens", people);
}

/** The versions that products which moved in, now or earlier, are measured by. */
async function loadAll({ tx }: Move, products: Products): Promise<Map<number, Questionnaire>> {
  const questionnaires = new Map<number, Questionnaire>();
  for (const { versionId } of products.values())
    if (!questionnaires.has(versionId)) questionnaires.set(versionId, await loadQuestionnaire(tx, versionId));
  return questionnaires;
}

/** Says of every table that is not read why, and which are missing. */
function reportTables({ file, report }: Move): void {
  for (const [table, what] of file.refused) report.note(`${table} is not read: ${what}.`);
  const missing = READ.slice(0, 4).filter((table) => !file.tables.has(table));
  if (missing.length) report.note(`The file has no ${missing.join(", ")}.`);
  for (const [table, { count }] of file.tables) {
    if ([...READ, ...ALSO_READ].includes(table)) continue;
    report.leaveAll(table, LEFT[table] ?? "the table is not known", count);
  }
}
