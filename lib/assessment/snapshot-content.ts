import { createHash } from "node:crypto";
import type { AnswerContentRow } from "@/db/queries/assessment/answer-contents";
import type { SnapshotAnswer, SnapshotScore } from "@/db/schema/assessment/snapshots";

/*
 * What a snapshot says, as one document whose hash can be computed again: by us from what is stored, by anyone from an
 * export of it. Pure.
 */

/** Names the form of the document, so that a later one can be told from it. */
export const SNAPSHOT_FORMAT = "securesphere-snapshot/1";

/** An answer as the document has it. */
export interface ContentAnswer {
  response_id: number;
  version: number;
  status: AnswerContentRow["status"];
  question_id: number | null;
  question: string;
  option_id: number | null;
  option: string | null;
  answer: string;
  score: number | null;
  score_source: AnswerContentRow["score_source"];
  not_applicable: boolean;
  not_applicable_reason: string;
  comment: string;
  /** SHA-256 of each file. */
  evidence: string[];
}

/** A snapshot as it is hashed. Scores are 0–5, coverages 0–1 with four decimals. */
export interface SnapshotContent {
  product_id: number;
  questionnaire_version_id: number;
  round: number;
  cause: string;
  /** ISO 8601 in UTC, to the millisecond. */
  taken_at: string;
  overall_score: number;
  validated_score: number | null;
  coverage: number;
  validated_coverage: number;
  scores: SnapshotScore[];
  answers: ContentAnswer[];
}

/** A stored answer in the words of the document. */
export const contentAnswer = (row: AnswerContentRow): ContentAnswer => ({
  response_id: row.response_id,
  version: row.version,
  status: row.status,
  question_id: row.question_id,
  question: row.question,
  option_id: row.option_id,
  option: row.option,
  answer: row.answer,
  score: row.maturity_score,
  score_source: row.score_source,
  not_applicable: row.not_applicable,
  not_applicable_reason: row.not_applicable_reason,
  comment: row.comment,
  evidence: row.evidence,
});

/**
 * JSON in its canonical form (RFC 8785): members sorted by name, no blanks. The same value has the same text, however its
 * members were ordered.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    member !== null && typeof member === "object" && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

const sha256 = (text: string) => createHash("sha256").update(text, "utf8");

/** The document itself, whose SHA-256 is the snapshot's `content_hash`. Answers stand in the order of their responses. */
export function snapshotDocument(content: SnapshotContent): string {
  const answers = [...content.answers].sort((a, b) => a.response_id - b.response_id);
  return canonicalJson({ ...content, answers, format: SNAPSHOT_FORMAT });
}

/** SHA-256 of a snapshot's document, in hex. */
export const contentHash = (content: SnapshotContent): string => sha256(snapshotDocument(content)).digest("hex");

/** Enough of an answer's hash to find the one that differs; what proves is the hash of the whole. */
const DIGEST_LENGTH = 12;

/** A short digest of one answer. */
const answerDigest = (answer: ContentAnswer): string =>
  sha256(canonicalJson(answer)).digest("base64url").slice(0, DIGEST_LENGTH);

/** How a snapshot refers to an answer. */
export const referenceTo = (answer: ContentAnswer): SnapshotAnswer => [
  answer.response_id,
  answer.version,
  answer.status,
  answer.question_id,
  answerDigest(answer),
];

/** An answer that is not what the snapshot recorded: changed, or not to be found any more. */
export interface AlteredAnswer {
  response_id: number;
  version: number;
  question: string | null;
  problem: "changed" | "missing";
}

/** What of the answers that were read back is not what a snapshot refers to. */
export function alteredAnswers(
  references: readonly SnapshotAnswer[],
  answers: readonly ContentAnswer[],
): AlteredAnswer[] {
  const found = new Map(answers.map((answer) => [answer.response_id, answer]));
  return references.flatMap(([response_id, version, , , digest]): AlteredAnswer[] => {
    const answer = found.get(response_id);
    if (!answer) return [{ response_id, version, question: null, problem: "missing" }];
    if (answerDigest(answer) === digest) return [];
    return [{ response_id, version, question: answer.question, problem: "changed" }];
  });
}
