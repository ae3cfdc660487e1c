import { z } from "zod";
import { findResponse, lockAnswerSet, type LockedSetRow, type ResponseRow } from "@/db/queries/assessment/answer-set";
import { findEvidence } from "@/db/queries/assessment/evidence";
import { isOfEarlierVersion } from "@/db/queries/assessment/questionnaires";
import type { EvidenceItem } from "@/db/queries/assessment/evidence-json";
import { refreshModelScores } from "@/db/queries/assessment/model-scores";
import { listScores } from "@/db/queries/assessment/scores";
import { writeResponse, type ScoreRow } from "@/db/queries/assessment/write-response";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";
import { evidenceIdOfPath } from "@/lib/vault/evidence-path";
import { recordFile } from "@/lib/vault/record-file";
import type { StoredFile } from "@/lib/vault/stage-file";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import type { Context } from "@/lib/kernel/use-case";
import type { Actor } from "@/lib/kernel/actor";
import { invalidField } from "@/lib/kernel/fault";
import { mayAnswer, openSet } from "./answer-set";
import { requireFewFiles } from "./attach-evidence";
import { Changes, placed, saysTheSame } from "./change-of";
import { chooseAnswer, isAnswered, type ChosenAnswer } from "./choose-answer";
import { evidenceItem } from "./evidence-item";
import { fulfilRequests } from "./fulfil-requests";
import { maturityOf } from "./maturity";
import { refuseClosed } from "./refuse-closed";
import { questionLeft } from "./refuse-dropped";
import { refuseStale } from "./refuse-stale";
import { refuseUnaddressed } from "./refuse-unaddressed";
import { loadQuestionnaire, type PlacedQuestion, type Questionnaire } from "./questionnaire";
import { requiresEvidence } from "./require-evidence";
import { saveResponseInput, type SaveResponseInput as Input } from "./save-response-input";
import { isAsked, turnQuestions } from "./turn-questions";

type InputWithFiles = Input & { files?: StoredFile[] };

interface Loaded extends LockedSetRow {
  before: ResponseRow | undefined;
}

const questionOf = (input: Input) =>
  input.question_id === undefined ? { text: input.question ?? "" } : { id: input.question_id };

async function loadTarget(tx: Tx, input: Input): Promise<Loaded | undefined> {
  const userId = input.user_id ?? null;
  // Sent together: the first locks, the second sees what the lock waited for.
  const [set, before] = await Promise.all([
    lockAnswerSet(tx, input.product_id, userId),
    findResponse(tx, input.product_id, userId, questionOf(input)),
  ]);
  return set && { ...set, before };
}

const saving = {
  action: "assessment.response.save",
  scope: "responses:write",
  subject: "product",
  target: loadTarget,
  allow: (actor: Actor, set: Loaded) => mayAnswer(actor, set),
  run: async ({ tx, actor, target, commit }: Context<Loaded>, input: InputWithFiles) => {
    const set = target.answer_set_id === null ? await openedFor(tx, input, target) : target;
    const { before } = set;
    refuseClosed(set);
    const questionnaire = await loadQuestionnaire(tx, set.questionnaire_version_id);
    const question = await bind(tx, input, questionnaire);
    refuseStale(input.version, before);

    const chosen = chooseAnswer(input, question, before && placed(before));
    const evidence = await evidenceAfter(tx, input, before);
    if (input.files) await addFiles(tx, set.organization_id, actor.userId, evidence, input.files);
    const asked = isAsked(set, question);
    if (input.submit) refuseUnfit(chosen, question, asked, evidence.all.length);
    const after = {
      ...chosen,
      asked,
      ...placeOf(input, question, before),
      comment: input.comment ?? before?.comment ?? "",
      status: input.submit || before?.status === "submitted" ? ("submitted" as const) : ("draft" as const),
    };
    const answer = (
      saved: { id: number; version: number; updated_at: Date; scores: ScoreRow[] },
      status: ResponseStatus,
    ) => {
      const { dimension_scores, overall_score, maturity_level } = maturityOf(saved.scores, questionnaire);
      return {
        success: true as const,
        response_id: saved.id,
        version: saved.version,
        status,
        maturity_score: after.maturityScore,
        score_source: after.scoreSource,
        asked,
        ...(after.reasons && { reasons: after.reasons }),
        evidence: evidence.all,
        dimension_scores,
        overall_score,
        maturity_level,
        saved_at: saved.updated_at.toISOString(),
        created: before === undefined,
      };
    };
    if (before && !input.submit && evidence.added.length === 0 && saysTheSame(before, after)) {
      return answer({ ...before, scores: await listScores(tx, set.id, set.user_id) }, before.status);
    }

    const turn = question && (await turnQuestions(tx, set, questionnaire, question, before, after));
    const changes = turn?.changes ?? new Changes();
    changes.from(before && placed(before), after);
    const change = changes.all();
    const written = writeResponse(
      tx,
      {
        ...after,
        id: before?.id ?? null,
        organizationId: set.organization_id,
        productId: set.id,
        userId: set.user_id,
        answerSetId: set.answer_set_id!,
        answeredBy: actor.userId,
        evidenceIds: evidence.all.map((item) => item.id),
        newEvidenceIds: evidence.added,
      },
      change.scores,
      change.counts,
    );
    if (input.submit && before) await refuseUnaddressed(tx, [(await written).id]);
    if (evidence.added.length > 0) {
      const place = { organizationId: set.organization_id, productId: set.id, userId: set.user_id };
      const { questionId, question: asked } = after;
      await fulfilRequests(tx, actor, { ...place, questionId, question: asked, responseId: (await written).id });
    }
    const turned = turn?.write();
    // Other models than the mean look once more at the touched dimension, or at all where questions begin or cease to be
    // asked, behind the write and before the end.
    const byModel = question && questionnaire.scoring_model !== "mean";
    const touched = turn ? undefined : question;
    const modelled = byModel ? refreshModelScores(tx, { ...set, product_id: set.id }, touched) : undefined;
    commit();
    const [saved, scores] = await Promise.all([written, modelled, turned]);
    return answer({ ...saved, scores: scores ?? saved.scores }, after.status);
  },
} as const;

/**
 * Saves the answer of an answer set to a question: a new response or the next version of the current one, with its
 * revision, evidence links and the scores it changes.
 * @throws Fault locked when the answer is approved or the round closed, stale_version when `version` is not the current one (details.current
 *   has what stands now), conflict for a question of a version that the product has left, invalid for a question or option that is
 *   not the product's questionnaire's
 */
export const saveQuestionnaireResponse = command({ ...saving, input: saveResponseInput });

/** The same for an answer that comes with files, which stand in the store already and are recorded with it. */
export const saveResponseWithFiles = command({
  ...saving,
  input: saveResponseInput.safeExtend({ files: z.array(z.custom<StoredFile>()) }),
});

/** The set that this save makes, and what another may have answered in it meanwhile. */
async function openedFor(tx: Tx, input: Input, target: Loaded): Promise<Loaded> {
  const set = await openSet(tx, target);
  return { ...set, before: await findResponse(tx, set.id, input.user_id ?? null, questionOf(input)) };
}

async function bind(tx: Tx, input: Input, questionnaire: Questionnaire): Promise<PlacedQuestion | undefined> {
  if (input.question_id === undefined) return questionnaire.byText.get(input.question ?? "");
  const question = questionnaire.byId.get(input.question_id);
  if (question) return question;
  if (await isOfEarlierVersion(tx, input.question_id, questionnaire.id)) throw questionLeft(questionnaire.version);
  throw invalidField("question_id", "is not a question of this product's questionnaire");
}

/** @throws Fault invalid for what cannot be handed in as it is */
function refuseUnfit(chosen: ChosenAnswer, question: PlacedQuestion | undefined, asked: boolean, files: number) {
  if (!isAnswered(chosen)) throw invalidField("submit", "needs an answer first");
  if (!asked) throw invalidField("submit", "is not possible: the question is not asked, by the answer it depends on");
  if (files === 0 && requiresEvidence(question, chosen)) throw invalidField("submit", "needs evidence first");
}

function placeOf(input: Input, question: PlacedQuestion | undefined, before: ResponseRow | undefined) {
  if (question) {
    const { section, dimension, subdimension, weight } = question;
    return { questionId: question.id, question: question.text, section, dimension, subdimension, weight };
  }
  return {
    questionId: null,
    question: input.question ?? "",
    section: input.section ?? before?.section ?? "",
    dimension: input.dimension || before?.dimension || "General",
    subdimension: input.subdimension ?? before?.subdimension ?? "",
    weight: 100,
  };
}

/** Records the files that come with the answer, but for those it has already. */
async function addFiles(
  tx: Tx,
  organizationId: number,
  userId: number,
  evidence: { all: EvidenceItem[]; added: number[] },
  files: StoredFile[],
) {
  for (const file of files) {
    if (evidence.all.some(({ sha256, filename }) => sha256 === file.sha256 && filename === file.filename)) continue;
    requireFewFiles(evidence.all.length);
    const item = evidenceItem(await recordFile(tx, organizationId, userId, file));
    evidence.all = [...evidence.all, item];
    evidence.added.push(item.id);
  }
}

/** The evidence linked after the save: what was linked, and what this save adds. */
async function evidenceAfter(tx: Tx, input: Input, before: ResponseRow | undefined) {
  const linked = before?.evidence ?? [];
  const wanted = new Set(input.evidence_ids);
  if (input.evidence_path) wanted.add(evidenceIdOfPath(input.evidence_path) ?? 0);
  for (const item of linked) wanted.delete(item.id);
  if (wanted.size === 0) return { all: linked, added: [] as number[] };
  const found: EvidenceItem[] = await findEvidence(tx, input.product_id, [...wanted]);
  const byPath = input.evidence_path && !linked.some(({ path }) => path === input.evidence_path);
  if (byPath && !found.some(({ path }) => path === input.evidence_path)) {
    throw invalidField("evidence_path", "is not a path that an upload returned");
  }
  if (found.length < wanted.size) throw invalidField("evidence_ids", "names a file that is not there");
  return { all: [...linked, ...found], added: found.map((item) => item.id) };
}
