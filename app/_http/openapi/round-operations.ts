import { z } from "zod";
import { closeRound } from "@/lib/assessment/close-round";
import { getSnapshot } from "@/lib/assessment/get-snapshot";
import { listRounds } from "@/lib/assessment/list-rounds";
import { listSnapshots } from "@/lib/assessment/list-snapshots";
import { startRound } from "@/lib/assessment/start-round";
import { idempotency, ifNoneMatch, page, withWords, type Operation } from "./operation";
import {
  roundSchema,
  roundsSchema,
  snapshotSchema,
  snapshotsSchema,
  startedRoundSchema,
  verificationSchema,
} from "./round-answers";

const path = z.object({ product_id: listRounds.input.shape.product_id });
const snapshotPath = getSnapshot.input;
const ofPath = ["product_id"];

/** Rounds of an assessment and its snapshots, by method and address. */
export const roundOperations: Record<string, Operation> = {
  "GET /api/v1/products/{product_id}/rounds": {
    id: "listRounds",
    tag: "Rounds and snapshots",
    summary: "List the assessment rounds of a product, newest first",
    scope: "products:read",
    path,
    query: withWords(listRounds.input, page, ofPath),
    answers: { 200: { description: "A page of rounds.", schema: roundsSchema } },
  },
  "POST /api/v1/products/{product_id}/rounds": {
    id: "startRound",
    tag: "Rounds and snapshots",
    summary: "Start the next round",
    description:
      "Answers are carried over with scores and evidence, their review status is not: all are drafts again. 409 while a round is open.",
    scope: "products:write",
    path,
    header: idempotency,
    body: {
      "application/json": {
        schema: withWords(startRound.input, { name: "What people call it; may be left out." }, ofPath),
        example: { name: "Autumn 2026" },
      },
    },
    answers: { 201: { description: "The round.", schema: startedRoundSchema } },
    refusals: [409],
  },
  "POST /api/v1/products/{product_id}/rounds/{number}/close": {
    id: "closeRound",
    tag: "Rounds and snapshots",
    summary: "Close the open round",
    description:
      "Keeps a snapshot; answers are read-only (409) until the next round. 409 for a round that is not the open one, or in which nothing is answered.",
    scope: "products:write",
    path: closeRound.input,
    header: idempotency,
    answers: { 200: { description: "The round.", schema: roundSchema } },
    refusals: [409],
  },
  "GET /api/v1/products/{product_id}/snapshots": {
    id: "listSnapshots",
    tag: "Rounds and snapshots",
    summary: "List the snapshots of an answer set, newest first",
    description:
      "One is taken at every submission, at the end of every review, at the close of a round, for a report and before a move to another version of the questionnaire.",
    scope: "scores:read",
    path,
    query: withWords(
      listSnapshots.input,
      { ...page, user_id: "Whose answer set; the product's own without it." },
      ofPath,
    ),
    answers: { 200: { description: "A page of snapshots.", schema: snapshotsSchema } },
  },
  "GET /api/v1/products/{product_id}/snapshots/{snapshot_id}": {
    id: "getSnapshot",
    tag: "Rounds and snapshots",
    summary: "Read a snapshot with its answers",
    description:
      '`content_hash` is the SHA-256 of a canonical JSON document (RFC 8785) with `format` "securesphere-snapshot/1" and, from this answer: `product_id`, `questionnaire_version_id`, `round`, `cause`, `taken_at`, the four scores and coverages, `scores`, `answers`.',
    scope: "scores:read",
    path: snapshotPath,
    header: ifNoneMatch,
    answers: {
      200: { description: "The snapshot.", schema: snapshotSchema, headers: ["ETag"] },
      304: { description: "The caller has it already.", headers: ["ETag"] },
    },
  },
  "GET /api/v1/products/{product_id}/snapshots/{snapshot_id}/verification": {
    id: "verifySnapshot",
    tag: "Rounds and snapshots",
    summary: "Say whether a snapshot is unaltered",
    description: "Computes its hash again from what is stored, and names the answers that differ.",
    scope: "scores:read",
    path: snapshotPath,
    answers: { 200: { description: "What was found.", schema: verificationSchema } },
  },
};
