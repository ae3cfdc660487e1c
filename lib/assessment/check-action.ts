import { findEvidence } from "@/db/queries/assessment/evidence";
import { listCandidates } from "@/db/queries/assessment/product-people";
import type { Tx } from "@/lib/kernel/database";
import { invalidField } from "@/lib/kernel/fault";
import { loadQuestionnaire } from "./questionnaire";

/** What of an action is new or changed; undefined stays as it is. */
interface GivenAction {
  owner_id?: number | null;
  questions?: readonly { question_id: number }[];
  evidence_ids?: readonly number[];
}

/** The product an action is about. */
interface ItsProduct {
  id: number;
  organizationId: number;
  versionId: number;
}

/**
 * @param present questions the action has already: of an earlier version of the questionnaire, they may stay
 * @throws Fault invalid for an owner who is no active client of the organization, a question that is not the
 *   questionnaire's, or a file that is not the organization's
 */
export async function checkAction(
  tx: Tx,
  product: ItsProduct,
  given: GivenAction,
  present: readonly { question_id: number }[] = [],
): Promise<void> {
  const { owner_id, questions = [], evidence_ids = [] } = given;
  const [questionnaire, owners, files] = await Promise.all([
    loadQuestionnaire(tx, product.versionId),
    owner_id ? listCandidates(tx, product.organizationId, [owner_id]) : undefined,
    evidence_ids.length ? findEvidence(tx, product.id, [...evidence_ids]) : [],
  ]);
  if (owners?.length === 0) throw invalidField("owner_id", "is not an active client of the organization");
  const known = new Set(present.map(({ question_id }) => question_id));
  if (questions.some(({ question_id }) => !questionnaire.byId.has(question_id) && !known.has(question_id))) {
    throw invalidField("questions", "names one that is not of this product's questionnaire");
  }
  if (files.length < evidence_ids.length) throw invalidField("evidence_ids", "names a file that is not there");
}
