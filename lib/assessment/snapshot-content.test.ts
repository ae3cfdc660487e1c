import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  alteredAnswers,
  canonicalJson,
  contentHash,
  referenceTo,
  SNAPSHOT_FORMAT,
  snapshotDocument,
  type ContentAnswer,
  type SnapshotContent,
} from "./snapshot-content";

const answer = (response_id: number, more: Partial<ContentAnswer> = {}): ContentAnswer => ({
  response_id,
  version: 2,
  status: "approved",
  question_id: 7,
  question: "Is every release signed?",
  option_id: null,
  option: null,
  answer: "Ja, „immer“ ✓",
  score: 3,
  score_source: "provided",
  not_applicable: false,
  not_applicable_reason: "",
  comment: "",
  evidence: [],
  ...more,
});

const content = (more: Partial<SnapshotContent> = {}): SnapshotContent => ({
  product_id: 1,
  questionnaire_version_id: 2,
  round: 1,
  cause: "close",
  taken_at: "2026-11-22T10:00:00.000Z",
  overall_score: 3,
  validated_score: null,
  coverage: 0.3333,
  validated_coverage: 0,
  scores: [{ section: "S", dimension: "D", average: 3, validated: null }],
  answers: [answer(1), answer(2)],
  ...more,
});

describe("a snapshot's document", () => {
  it("is canonical: members sorted at every depth, arrays as they are, no blanks", () => {
    expect(canonicalJson({ b: [{ z: 1, a: null }, 2], a: "é" })).toBe('{"a":"é","b":[{"a":null,"z":1},2]}');
  });

  it("has the hash that anyone computes from its text", () => {
    const document = snapshotDocument(content());
    expect(document).toContain(`"format":"${SNAPSHOT_FORMAT}"`);
    expect(createHash("sha256").update(document).digest("hex")).toBe(contentHash(content()));
    // Computed once by another program, from the same words.
    expect(contentHash(content())).toBe("6d570219a41f64b528b8168b5426224a9dff8bded4e3c083d8b83e8d006fecb7");
  });

  it("does not depend on the order in which answers or members were read", () => {
    const { answers, ...head } = content();
    const turned = Object.fromEntries(Object.entries(head).reverse()) as unknown as SnapshotContent;
    expect(contentHash({ ...turned, answers: [...answers].reverse() })).toBe(contentHash(content()));
  });

  it.each<[string, Partial<ContentAnswer>]>([
    ["text", { answer: "Ja, „immer“ ✓ " }],
    ["option", { option_id: 9 }],
    ["score", { score: 3.01 }],
    ["status", { status: "submitted" }],
    ["comment", { comment: "x" }],
    ["evidence", { evidence: ["a".repeat(64)] }],
    ["question", { question: "Is every release signed" }],
  ])("changes with the %s of one answer, which is named", (_, change) => {
    const changed = answer(2, change);
    expect(contentHash(content({ answers: [answer(1), changed] }))).not.toBe(contentHash(content()));
    const references = content().answers.map(referenceTo);
    expect(alteredAnswers(references, [answer(1), changed])).toMatchObject([{ response_id: 2, problem: "changed" }]);
    expect(alteredAnswers(references, [answer(1)])).toMatchObject([{ response_id: 2, problem: "missing" }]);
    expect(alteredAnswers(references, content().answers)).toEqual([]);
  });
});
