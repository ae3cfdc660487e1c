import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { ResponseStatus, ScoreSource } from "@/db/schema/assessment/questionnaire-responses";
import { evidenceOf, type EvidenceItem } from "./evidence-json";
import { userOrOwner } from "./whose-set";

/** A product with one of its answer sets, whose row is locked until the transaction ends. */
export interface LockedSetRow {
  id: number;
  organization_id: number;
  name: string;
  owner_id: number;
  questionnaire_version_id: number;
  target_level: number | null;
  archived: boolean;
  is_member: boolean;
  user_id: number;
  /** The product's round is closed: the set takes no more answers. */
  closed: boolean;
  /** Null: nothing has been answered in this set yet, and no row to lock. */
  answer_set_id: number | null;
  /** Of the questions with a condition, those that are asked. */
  asked: number[];
}

// The set's row is locked first, so that concurrent saves of one set follow one another and count once.
const lockStatement = {
  name: "lock_answer_set",
  text: `with locked as (
      select s.id, s.product_id, s.closed, s.asked, s.questionnaire_version_id from answer_sets s
      where s.product_id = $1 and s.user_id = ${userOrOwner()}
      for update)
    select p.id, p.organization_id, p.name, p.owner_id,
      case when l.questionnaire_version_id is null then p.questionnaire_version_id else l.questionnaire_version_id end as questionnaire_version_id,
      p.target_level, p.archived_at is not null as archived,
      exists (select from product_members m where m.product_id = p.id and m.user_id = (select app.actor_id())) as is_member,
      coalesce($2::integer, p.owner_id) as user_id, l.id as answer_set_id, coalesce(l.asked, '{}') as asked,
      case when l.id is null then p.round_closed else l.closed end as closed
    from products p left join locked l on l.product_id = p.id where p.id = $1`,
};

/** The product's answer set, or that of another user, locked. */
export async function lockAnswerSet(
  tx: Tx,
  productId: number,
  userId: number | null,
): Promise<LockedSetRow | undefined> {
  return (await tx.send<LockedSetRow>(lockStatement, [productId, userId]))[0];
}

export interface ResponseRow {
  id: number;
  question_id: number | null;
  question: string;
  section: string;
  dimension: string;
  subdimension: string;
  weight: number;
  option_id: number | null;
  option_ids: number[] | null;
  answer: string;
  maturity_score: number | null;
  score_source: ScoreSource;
  reasons: string[] | null;
  not_applicable: boolean;
  not_applicable_reason: string;
  asked: boolean;
  comment: string;
  status: ResponseStatus;
  version: number;
  answered_by: number;
  answered_by_name: string;
  updated_at: Date;
  evidence: EvidenceItem[];
}

/** A response `r` with the name of whoever answered, the user `u`. */
export const responseColumns = `r.id, r.question_id, r.question, r.section, r.dimension, r.subdimension, r.weight, r.option_id, r.option_ids, r.answer,
  r.maturity_score, r.score_source, r.reasons, r.not_applicable, r.not_applicable_reason, r.asked, r.comment, r.status, r.version,
  r.answered_by, ${personName("u")} as answered_by_name, r.updated_at,
  ${evidenceOf("r")} as evidence`;
const setOwner = "coalesce($2::integer, (select owner_id from products where id = $1))";

const byIdStatement = {
  name: "find_response_by_question_id",
  text: `select ${responseColumns} from questionnaire_responses r left join users u on u.id = r.answered_by
    where r.product_id = $1 and r.user_id = ${setOwner} and r.question_id = $3`,
};
const byTextStatement = {
  name: "find_response_by_question_text",
  text: `select ${responseColumns} from questionnaire_responses r left join users u on u.id = r.answered_by
    where r.product_id = $1 and r.user_id = ${setOwner} and (
      r.question_id = (select q.id from questions q join products p on p.questionnaire_version_id = q.version_id
                       where p.id = $1 and md5(q.text) = md5($3) and q.text = $3 limit 1)
      or (r.question_id is null and md5(r.question) = md5($3)))
    order by r.question_id nulls last limit 1`,
};

/** The current response of an answer set to a question, named by id or by its text. Read after the set is locked. */
export async function findResponse(
  tx: Tx,
  productId: number,
  userId: number | null,
  question: { id: number } | { text: string },
): Promise<ResponseRow | undefined> {
  const rows =
    "id" in question
      ? await tx.send<ResponseRow>(byIdStatement, [productId, userId, question.id])
      : await tx.send<ResponseRow>(byTextStatement, [productId, userId, question.text]);
  return rows[0];
}

const ofIdStatement = {
  name: "find_response_by_id",
  text: `select ${responseColumns}, r.dropped_at is not null as dropped
    from questionnaire_responses r left join users u on u.id = r.answered_by where r.product_id = $1 and r.user_id = $2 and r.id = $3`,
};

/** A response of an answer set as it stands, whatever question it answers now. Read after the set is locked. */
export async function findResponseById(tx: Tx, productId: number, userId: number, id: number) {
  return (await tx.send<ResponseRow & { dropped: boolean }>(ofIdStatement, [productId, userId, id]))[0];
}

const createStatement = {
  name: "create_answer_set",
  // Waits for a round that is just being closed, and for a move to another version.
  text: `insert into answer_sets (organization_id, product_id, user_id, closed)
    select p.organization_id, p.id, u.id, p.round_closed from products p join users u on u.id = $2 and u.organization_id = p.organization_id
    where p.id = $1 for share of p on conflict do nothing`,
};

/** Makes a user's answer set of a product, unless it is there. A user of another organization gets none. */
export async function createAnswerSet(tx: Tx, productId: number, userId: number): Promise<void> {
  await tx.send(createStatement, [productId, userId]);
}
