import {
  listAnswersAt,
  listAnswersOfSnapshot,
  type AnswerAtRow,
  type TimelineRow,
  type TimelineSnapshot,
} from "@/db/queries/assessment/answers-at";
import type { Tx } from "@/lib/kernel/database";
import { notFound } from "@/lib/kernel/fault";
import { scoreRowsOf, versionAsked } from "./assessment-at";
import { maturityOf, type Maturity } from "./maturity";
import type { Moment } from "./moment";
import { loadQuestionnaire, type Questionnaire } from "./questionnaire";
import { resultsOf, type SectionResult } from "./results";
import { archivedRound } from "./round-archive/archived-words";

/** A snapshot that can be looked at or compared. */
export type KeptMoment = TimelineSnapshot;

/** An answer set at a moment: its answers without their texts, and the scores that follow from them. */
export interface AssessmentAt {
  moment: Moment;
  /** ISO 8601. */
  at: string;
  snapshot: TimelineSnapshot | null;
  questionnaire: Questionnaire;
  rows: AnswerAtRow[];
  maturity: Maturity;
  sections: SectionResult[];
}

export const snapshotIdsOf = (...moments: Moment[]) =>
  moments.flatMap((moment) => (moment.kind === "snapshot" ? [moment.id] : []));

/**
 * The answers of a product's set at a moment. A snapshot without answers of its own is read from the revisions of its time.
 * @throws Fault not_found for a snapshot of something else, conflict for one whose round is archived
 */
export async function readMomentOf(tx: Tx, timeline: TimelineRow, moment: Moment): Promise<AssessmentAt> {
  const snapshot = moment.kind === "snapshot" ? (timeline.snapshots.find(({ id }) => id === moment.id) ?? null) : null;
  if (moment.kind === "snapshot" && !snapshot) throw notFound("snapshot");
  if (snapshot?.archived_at) throw archivedRound(snapshot.round, new Date(snapshot.archived_at));
  const at = snapshot ? new Date(snapshot.taken_at) : moment.kind === "time" ? moment.at : new Date();
  const rows = await (snapshot?.has_answers
    ? listAnswersOfSnapshot(tx, snapshot.id)
    : listAnswersAt(tx, timeline.id, timeline.user_id, at));
  const questionnaire = await questionnaireAt(tx, timeline, snapshot, at, rows);
  const maturity = maturityOf(scoreRowsOf(rows, questionnaire), questionnaire);
  const sections = resultsOf(maturity, questionnaire, () => timeline.target_level);
  return { moment, at: at.toISOString(), snapshot, questionnaire, rows, maturity, sections };
}

/** The version that was asked then: a snapshot names it; otherwise that of the snapshots around, or today's. */
async function questionnaireAt(
  tx: Tx,
  timeline: TimelineRow,
  snapshot: TimelineSnapshot | null,
  at: Date,
  rows: AnswerAtRow[],
): Promise<Questionnaire> {
  if (snapshot?.questionnaire_version_id) return loadQuestionnaire(tx, snapshot.questionnaire_version_id);
  const before = timeline.snapshots.find(({ taken_at }) => new Date(taken_at) <= at)?.questionnaire_version_id;
  const after = timeline.snapshots.findLast(({ taken_at }) => new Date(taken_at) > at)?.questionnaire_version_id;
  const ids = new Set([timeline.questionnaire_version_id, after, before].filter((id) => typeof id === "number"));
  return versionAsked(rows, await Promise.all([...ids].map((id) => loadQuestionnaire(tx, id))));
}
