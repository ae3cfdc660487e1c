import type { AnswerType } from "@/lib/assessment/answer-value";
import type { NotedRequest } from "../requests/request-note";
import type { EvidenceFile } from "../evidence/evidence-file";
import type { Answer, OptionTexts, Standing } from "./answer";
import type { Assigned } from "./assign-drawer";
import type { Help } from "./question-help";
import type { Stage } from "./stages";
import type { Verdict } from "./verdict-note";

/** What another product answers to a question that refers to the same, and what this one could be answered with. */
export interface Elsewhere {
  reference: { framework: string; reference: string };
  product: { id: number; name: string };
  questionnaire: string;
  question: string;
  answer: string;
  score: number | null;
  fill: Partial<Answer> | null;
}

/** A question as the section page shows it, with the answer the server rendered. */
export interface AskedQuestion {
  id: number;
  /** Place among all questions, from 1. */
  number: number;
  code: string;
  type: AnswerType;
  text: string;
  /** It is handed in only with evidence. */
  evidenceRequired: boolean;
  dimension: string;
  subdimension: string;
  help: Help;
  stages: Stage[];
  standing: Standing;
  evidence: EvidenceFile[];
  verdict: Verdict | null;
  comments: number;
  unread: number;
  /** Who has to answer it; `own`: it is assigned by itself, not with its section. */
  assigned: (Assigned & { own: boolean }) | null;
  /** What is wanted as evidence. */
  requests: (NotedRequest & { requested_by: number })[];
  elsewhere: Elsewhere | null;
}

export const optionTexts = ({ type, stages }: Pick<AskedQuestion, "type" | "stages">): OptionTexts =>
  type === "number" ? null : Object.fromEntries(stages.map(({ id, text }) => [id, text]));

/** What can be opened beside a question, one at a time. */
export type PanelKind = "thread" | "history" | "assign" | "assign-section" | "ask";

/** What the keys of the page do to the current question. */
export interface QuestionHandle {
  focus: () => void;
  choose: (at: number) => void;
  comment: () => void;
  evidence: () => void;
  toggleNotApplicable: () => void;
  toggleHelp: () => void;
}
