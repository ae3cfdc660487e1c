import type { PlannedAction } from "./plan";
import type { QuestionFinding } from "./findings";
import { actionStatusWords } from "./action-words";
import { roundScore } from "./scoring";

/** A cell of an exported table; a `Date` is a day. */
type Cell = string | number | Date | null;

/** An exported table: its columns, and rows in their order. */
export interface PlanTable {
  name: string;
  columns: string[];
  rows: Cell[][];
}

const dayOf = (value: string | null) => (value === null ? null : new Date(`${value}T00:00:00Z`));

/** The actions of a plan as a table, in the order of the board. */
export function actionTable(actions: readonly PlannedAction[]): PlanTable {
  return {
    name: "Actions",
    columns: [
      ...["Id", "Title", "Description", "Status", "Owner", "Due", "Effort (1-5)", "Brings", "Questions", "Evidence"],
      ...["Proposed by", "Created", "Completed"],
    ],
    rows: actions.map((action) => [
      action.id,
      action.title,
      action.description,
      actionStatusWords[action.status],
      action.owner,
      dayOf(action.due_on),
      action.effort,
      action.brings,
      action.questions
        .map(({ code, score, target_score }) => `${code} (${score ?? "-"} to ${target_score})`)
        .join("; "),
      action.evidence.map(({ filename }) => filename).join("; "),
      action.creator,
      new Date(action.created_at),
      action.completed_at === null ? null : new Date(action.completed_at),
    ]),
  };
}

/** The findings of a product as a table, in the order of their rank. */
export function findingTable(findings: readonly QuestionFinding[]): PlanTable {
  return {
    name: "Findings",
    columns: [
      ...["Rank", "Code", "Question", "Section", "Dimension", "Score", "Target", "Gap", "Share of the score (%)"],
      ...["Effort (1-5)", "Priority", "First"],
    ],
    rows: findings.map((finding, at) => [
      at + 1,
      finding.code,
      finding.text,
      finding.section,
      finding.dimension,
      finding.score,
      finding.target,
      finding.gap,
      roundScore(finding.share * 100),
      finding.effort,
      roundScore(finding.priority),
      finding.first.map(({ code }) => code).join("; "),
    ]),
  };
}
