import type { MaturityLevel } from "../scoring";
import type { ScoringModel } from "../model-score";
import type { ActionStatus } from "@/db/schema/assessment/actions";
import type { ResponseStatus, ScoreSource } from "@/db/schema/assessment/questionnaire-responses";

/** Names the form of the content, so that a later one can be told from it. */
export const REPORT_FORMAT = "securesphere-report/1";

/** An answer as the snapshot has it. */
export interface ReportAnswer {
  section: string;
  dimension: string;
  code: string;
  question: string;
  /** The option chosen with its letter, or the words given. Empty: not answered. */
  answer: string;
  score: number | null;
  score_source: ScoreSource | null;
  status: ResponseStatus | "unanswered";
  not_applicable: boolean;
  not_applicable_reason: string;
  comment: string;
  /** SHA-256 of each file. */
  evidence: string[];
}

export interface ReportDimension {
  section: string;
  dimension: string;
  average: number | null;
  validated: number | null;
  target: number | null;
  answered: number;
  total: number;
}

/** All that a report says, whatever it looks like. Scores are 0–5, coverages 0–1, times ISO 8601 in UTC. */
export interface ReportContent {
  format: typeof REPORT_FORMAT;
  made_at: string;
  made_by: string;
  /** Targets and plan are those of this moment. The first reports do not say it. */
  planned_at?: string;
  organization: string;
  product: { id: number; name: string; description: string; owner: string };
  questionnaire: {
    title: string;
    version: string;
    scoring_model: ScoringModel;
    source: string;
    licence: string;
    attribution: string;
    questions: number;
  };
  snapshot: { id: number; taken_at: string; round: number; content_hash: string };
  overall: { score: number; level: MaturityLevel; coverage: number; target: number | null };
  validated: { score: number | null; coverage: number };
  dimensions: ReportDimension[];
  /** The last snapshot of each day until the one shown, oldest first. */
  trend: { taken_at: string; overall: number; validated: number | null }[];
  answers: ReportAnswer[];
  /** What is planned, and what of it is done. A day is YYYY-MM-DD. */
  plan: {
    title: string;
    owner: string;
    due_on: string | null;
    status: ActionStatus;
    effort: number | null;
    questions: string[];
  }[];
  evidence: { sha256: string; filename: string; size: number; uploaded_at: string; answers: number }[];
}
