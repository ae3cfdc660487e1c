import { z } from "zod";
import { nextCursor, responseStatus, time } from "./answers";

/* What is answered about rounds and snapshots. */

const score = z.number().min(0).max(5);
const share = z.number().min(0).max(1);
const hash = z.string().length(64);

const round = {
  number: z.int(),
  name: z.string(),
  open: z.boolean(),
  started_at: time,
  started_by: z.string().nullable().describe("Null where it was not a person."),
  closed_at: time.nullable(),
  closed_by: z.string().nullable(),
  snapshot_id: z.int().nullable().describe("The snapshot it was closed with."),
  overall_score: score.nullable().describe("As that snapshot has it."),
  validated_score: score.nullable(),
  coverage: share.nullable(),
  archived_at: time
    .nullable()
    .describe("When the answers of its snapshots, but for the closing one's, left the database for a file."),
};
export const roundSchema = z.strictObject(round).meta({ id: "Round" });
export const startedRoundSchema = z
  .strictObject({ ...round, carried_over: z.int().describe("Answers that became drafts again.") })
  .meta({ id: "StartedRound" });
export const roundsSchema = z
  .strictObject({ rounds: z.array(roundSchema), next_cursor: nextCursor })
  .meta({ id: "Rounds" });

const snapshot = {
  id: z.int(),
  product_id: z.int(),
  user_id: z.int().describe("Whose answer set."),
  round: z.int(),
  cause: z.enum(["submit", "review", "close", "report", "move"]),
  taken_at: time,
  taken_by: z.string().nullable(),
  questionnaire_version_id: z.int().nullable(),
  overall_score: score,
  validated_score: score.nullable().describe("Null while nothing is approved."),
  coverage: share,
  validated_coverage: share,
  content_hash: hash
    .nullable()
    .describe("SHA-256 of the snapshot's document; null for one that kept scores alone, as early ones did."),
  archived_at: time
    .nullable()
    .describe("When its answers left the database for a file; restoring its round brings them back."),
};
export const snapshotsSchema = z
  .strictObject({
    snapshots: z.array(z.strictObject(snapshot).meta({ id: "SnapshotInShort" })),
    next_cursor: nextCursor,
  })
  .meta({ id: "Snapshots" });

export const snapshotSchema = z
  .strictObject({
    ...snapshot,
    scores: z.array(
      z.strictObject({
        section: z.string(),
        dimension: z.string(),
        average: score.nullable(),
        validated: score.nullable(),
      }),
    ),
    answers: z
      .array(
        z
          .strictObject({
            response_id: z.int(),
            version: z.int(),
            status: responseStatus,
            question_id: z.int().nullable(),
            question: z.string(),
            option_id: z.int().nullable(),
            option: z.string().nullable(),
            answer: z.string(),
            score: score.nullable(),
            score_source: z.enum(["provided", "option", "suggested", "none"]),
            not_applicable: z.boolean(),
            not_applicable_reason: z.string(),
            comment: z.string(),
            evidence: z.array(hash).describe("SHA-256 of each file."),
          })
          .meta({ id: "SnapshotAnswer" }),
      )
      .nullable()
      .describe("Null for a snapshot that kept scores alone, and for an archived one."),
    unaltered: z.boolean().nullable().describe("Whether what is answered here has the hash that was recorded."),
  })
  .meta({ id: "Snapshot" });

export const verificationSchema = z
  .strictObject({
    snapshot_id: z.int(),
    taken_at: time,
    state: z.enum(["unaltered", "altered", "unrecorded", "archived"]),
    content_hash: hash.nullable().describe("As recorded when it was taken."),
    computed_hash: hash.nullable().describe("As computed now from what is stored."),
    altered: z.array(
      z.strictObject({
        response_id: z.int(),
        version: z.int(),
        question: z.string().nullable(),
        problem: z.enum(["changed", "missing"]),
      }),
    ),
  })
  .meta({ id: "SnapshotVerification" });
