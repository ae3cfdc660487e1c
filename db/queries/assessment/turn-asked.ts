import type { Tx } from "@/db/client";
import { responseColumns, type ResponseRow } from "./answer-set";

const listStatement = {
  name: "list_responses_to",
  text: `select ${responseColumns} from questionnaire_responses r left join users u on u.id = r.answered_by
    where r.product_id = $1 and r.user_id = $2 and r.question_id = any ($3::integer[])`,
};

/** The responses of an answer set to these questions. Read after the set is locked. */
export async function listResponsesTo(
  tx: Tx,
  set: { productId: number; userId: number },
  questionIds: number[],
): Promise<ResponseRow[]> {
  return tx.send<ResponseRow>(listStatement, [set.productId, set.userId, questionIds]);
}

const turnStatement = {
  name: "turn_asked",
  text: `with turned as (
      update questionnaire_responses set asked = question_id = any ($3::integer[])
      where product_id = $1 and user_id = $2 and question_id = any ($4::integer[])
        and asked <> (question_id = any ($3::integer[])))
    update answer_sets set asked = $3 where product_id = $1 and user_id = $2`,
};

/** Says which questions with a condition are asked of an answer set: `turned` are those that were not or are no more. */
export async function turnAsked(
  tx: Tx,
  set: { productId: number; userId: number },
  asked: number[],
  turned: number[],
): Promise<void> {
  await tx.send(turnStatement, [set.productId, set.userId, asked, turned]);
}
