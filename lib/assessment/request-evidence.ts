import type { z } from "zod";
import { findResponse } from "@/db/queries/assessment/answer-set";
import { findProduct } from "@/db/queries/assessment/products";
import { listThreadRecipients } from "@/db/queries/assessment/recipients";
import { findReviewed } from "@/db/queries/assessment/reviews";
import { insertComment } from "@/db/queries/assessment/threads";
import { findEvidenceRequest } from "@/db/queries/assessment/evidence-requests";
import { insertRequest } from "@/db/queries/assessment/write-evidence-request";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { notify } from "@/lib/notify/notify";
import { canAnswerRequests, canRequestEvidence } from "./evidence-policy";
import { describeRequest } from "./evidence-request";
import { evidenceRequestInput } from "./evidence-request-input";
import { questionPath, requestsPath, reviewPath } from "./links";
import { accessTo } from "./product";
import { loadQuestionnaire } from "./questionnaire";

type Input = z.output<typeof evidenceRequestInput>;

async function loadTarget(tx: Tx, input: Input) {
  const { product_id: productId, response_id: responseId, question_id: questionId } = input;
  const [product, response] = await Promise.all([
    findProduct(tx, productId),
    responseId !== undefined
      ? findReviewed(tx, responseId, productId)
      : findResponse(tx, productId, null, { id: questionId! }),
  ]);
  return product && (responseId === undefined || response) ? { product, response } : undefined;
}

/**
 * A lead asks for evidence, or a client asks what would satisfy. Either is a message in the answer's thread too, or in the
 * product's while there is no answer; those who have to do something about it are told.
 * @throws Fault locked when the answer is approved, invalid for a question of another questionnaire
 */
export const requestEvidence = command({
  action: "assessment.evidence_request.create",
  scope: "comments:write",
  subject: "product or response",
  input: evidenceRequestInput,
  target: loadTarget,
  allow: (actor, { product }, input) =>
    input.kind === "request"
      ? canRequestEvidence(actor, accessTo(product))
      : canAnswerRequests(actor, accessTo(product)),
  run: async ({ tx, actor, target: { product, response } }, input) => {
    const { byId } = await loadQuestionnaire(tx, product.questionnaire_version_id);
    const questionId = input.question_id ?? response?.question_id ?? null;
    const question = questionId === null ? undefined : byId.get(questionId);
    if (questionId !== null && !question)
      throw invalidField("question_id", "is not a question of this product's questionnaire");
    if (input.question_id !== undefined && response && response.question_id !== questionId)
      throw invalidField("question_id", "is not the question of this answer");
    if (response?.status === "approved")
      throw new Fault("locked", "This answer is approved and therefore locked. A lead can reopen it.");

    const asked = question?.text ?? response?.question ?? "";
    const place = { organizationId: product.organization_id, productId: product.id };
    const responseId = response?.id ?? null;
    const comment = await insertComment(tx, {
      ...place,
      responseId,
      authorId: actor.userId,
      parentCommentId: null,
      comment: messageOf(input, responseId === null ? asked : undefined),
      responseVersion: response?.version ?? null,
    });
    const { kind, text, due_on: dueOn } = input;
    const requestedBy = actor.userId;
    const request = { ...place, questionId, responseId, kind, text, dueOn, requestedBy, commentId: comment.id };
    const id = await insertRequest(tx, request);

    const wanted = kind === "request";
    const told = await listThreadRecipients(tx, { ...place, responseId, leads: !wanted });
    const atReview = responseId === null ? requestsPath(product.id) : reviewPath(responseId);
    const atQuestion = questionPath(
      { productId: product.id, sectionId: question?.sectionId ?? null, questionId },
      true,
    );
    await notify(
      tx,
      actor,
      told.filter(({ role }) => (role === "client") === wanted).map((person) => person.id),
      {
        organizationId: product.organization_id,
        kind: wanted ? "evidence_requested" : "evidence_asked",
        subject: `${wanted ? "Evidence requested" : "What evidence would satisfy"}: ${asked}`,
        detail: [text, dueOn && `Due ${dueOn}.`].filter(Boolean).join(" "),
        link: wanted ? atQuestion : atReview,
      },
    );
    return describeRequest((await findEvidenceRequest(tx, id))!, actor);
  },
});

/** The message that opens the conversation about it. In the product's thread it says which question is meant. */
function messageOf({ kind, text, due_on }: Input, about: string | undefined): string {
  const heading = kind === "request" ? "Evidence requested" : "What evidence would satisfy";
  const first = about ? `${heading} for “${about}”` : heading;
  return [`${first}:`, text, due_on && `Due ${due_on}.`].filter(Boolean).join("\n");
}
