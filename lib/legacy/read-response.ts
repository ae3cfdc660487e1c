import { createHash } from "node:crypto";
import type { LegacyRow } from "./legacy-row";

/** An answer of the original system. */
export interface LegacyResponse {
  id: number;
  row: LegacyRow;
  content: string;
  userId: number | undefined;
  productId: number | undefined;
  question: string;
  section: string;
  dimension: string;
  answer: string;
  /** 1 to 5 in hundredths; null where it was not scored. */
  score: number | null;
  comment: string;
  evidencePath: string;
  isReviewed: boolean;
  isApproved: boolean;
  needsResponse: boolean;
  createdAt: Date | undefined;
  updatedAt: Date | undefined;
}

const TITLE = 200;
const QUESTION = 2_000;
const LONG = 20_000;

/** Reads a row of `questionnaire_responses`, in either shape. */
export function readResponse(id: number, row: LegacyRow, content: string): LegacyResponse {
  const [section, dimension] = [row.line("section", TITLE), row.line("dimension", TITLE)];
  const createdAt = row.moment("created_at");
  return {
    ...{ id, row, content, createdAt },
    userId: row.id("user_id"),
    productId: row.id("product_id"),
    question: row.line("question", QUESTION),
    // The Flask models keep the dimension as the section.
    section: section || dimension || "General",
    dimension: dimension || section || "General",
    answer: row.text("answer", LONG),
    score: row.has("maturity_score") ? stage(row, row.number("maturity_score")) : percentage(row),
    comment: [row.text("client_comment", LONG), row.text("comment", LONG)].filter(Boolean).join("\n\n"),
    evidencePath: row.line("evidence_path", 500),
    isReviewed: row.flag("is_reviewed") ?? false,
    isApproved: row.flag("is_approved") ?? false,
    needsResponse: row.flag("needs_client_response") ?? false,
    updatedAt: row.moment("updated_at") ?? createdAt,
  };
}

/** Scores were 1 to 5, by option. */
function stage(row: LegacyRow, value: number | undefined): number | null {
  if (value === undefined || value === 0) return null;
  if (value >= 1 && value <= 5) return Math.round(value * 100) / 100;
  row.complain("its score is not 1 to 5: it is not scored by it", String(value));
  return null;
}

/** In the Flask models the option's number times twenty, of `max_score` or, where that is 0 or missing, of 100. */
function percentage(row: LegacyRow): number | null {
  const score = row.number("score");
  if (score === undefined || score === 0) return null;
  const value = (score / (row.number("max_score") || 100)) * 5;
  if (value >= 1 && value <= 5) return Math.round(value * 100) / 100;
  row.complain("its score is not 20 to 100: it is not scored by it", String(score));
  return null;
}

/** What tells a question from others. */
export const questionKey = ({
  section,
  dimension,
  question,
}: Pick<LegacyResponse, "section" | "dimension" | "question">) =>
  createHash("sha256").update(`${section}\0${dimension}\0${question}`).digest("hex").slice(0, 24);
