import { Client } from "pg";
import { beforeAll, expect, it } from "vitest";
import { addProduct, questionsOf } from "@/e2e/support/assessed";
import { readWhole } from "@/e2e/support/read-whole";
import { useWorld } from "@/e2e/support/world";
import { calculateProductMaturity } from "./calculate-product-maturity";
import { getProductResponses } from "./get-product-responses";
import { getResults } from "./get-results";
import { getReview } from "./get-review";
import { getReviewQueue } from "./get-review-queue";
import { getSection } from "./get-section";
import { getWaiting } from "./get-waiting";
import { saveLeadComment } from "./save-lead-comment";
import { saveQuestionnaireResponse } from "./save-questionnaire-response";

const world = useWorld();
const responses = 100_000;
const people = 2_000;
/** Tables that grow with what people do. */
const LARGE = ["questionnaire_responses", "response_revisions", "maturity_scores", "lead_comments", "users"];

let product: Awaited<ReturnType<typeof addProduct>>;
let question: { id: number; options: { id: number }[] };
let sectionId: number;
let waiting: number;

beforeAll(async () => {
  product = await addProduct(world);
  const questions = await questionsOf(world, product.versionId);
  question = questions[0]!;
  const products = Math.ceil(responses / questions.length);
  const { acme, client } = world;
  await world.sql(
    "insert into users (organization_id, username, email, role) select $1, 'many-' || g, g || '@many.test', 'client' from generate_series(1, $2) g",
    [acme, people],
  );
  await world.sql("alter table questionnaire_responses disable trigger user");
  await world.sql(
    `insert into products (organization_id, name, owner_id, questionnaire_version_id)
     select $1, 'Many ' || g, $2, $3 from generate_series(1, $4) g`,
    [acme, client.id, product.versionId, products],
  );
  await world.sql(
    "insert into answer_sets (organization_id, product_id, user_id) select organization_id, id, owner_id from products where name like 'Many %'",
  );
  await world.sql(
    `insert into questionnaire_responses (organization_id, product_id, user_id, question_id, question, section, dimension,
       option_id, answer, maturity_score, score_source, status, submitted_at, answered_by)
     select p.organization_id, p.id, p.owner_id, q.id, q.text, s.title, d.title, o.id, o.text, o.score, 'option', 'submitted',
       now() - p.id * interval '1 second', p.owner_id
     from products p join questions q on q.version_id = p.questionnaire_version_id join dimensions d on d.id = q.dimension_id
       join sections s on s.id = d.section_id join options o on o.question_id = q.id and o.position = p.id % 5`,
  );
  await world.sql(
    `insert into response_revisions (organization_id, response_id, version, option_id, answer, maturity_score, score_source,
       not_applicable, not_applicable_reason, comment, status, answered_by)
     select organization_id, id, version, option_id, answer, maturity_score, score_source, false, '', '', status, answered_by
     from questionnaire_responses`,
  );
  await world.sql(
    `insert into maturity_scores (organization_id, product_id, user_id, section, dimension, weighted_sum, weight, answered, scored)
     select organization_id, product_id, user_id, section, dimension, sum(maturity_score) * 10000, count(*) * 100, count(*), count(*)
     from questionnaire_responses group by 1, 2, 3, 4, 5`,
  );
  await world.sql(`update answer_sets s set (answered, submitted) = (select count(*), count(*) from questionnaire_responses r
     where r.product_id = s.product_id and r.user_id = s.user_id)`);
  await world.sql(
    `insert into lead_comments (organization_id, product_id, response_id, author_id, comment)
     select organization_id, product_id, id, $1, 'How do you know?' from questionnaire_responses where id % 5 = 0`,
    [world.lead.id],
  );
  await world.sql("alter table questionnaire_responses enable trigger user");
  [{ sectionId, waiting }] = (await world.sql<{ sectionId: number; waiting: number }>(
    `select d.section_id as "sectionId", r.id as waiting from questionnaire_responses r join questions q on q.id = r.question_id
       join dimensions d on d.id = q.dimension_id where r.product_id = $1 and r.question_id = $2`,
    [product.id, question.id],
  )) as [{ sectionId: number; waiting: number }];
  const owner = new Client(world.database.ownerUrl);
  await owner.connect();
  await owner.query("vacuum analyze");
  await owner.end();
}, 180_000);

const save = (option: number) => () =>
  saveQuestionnaireResponse(world.client.caller, {
    product_id: product.id,
    question_id: question.id,
    option_id: question.options[option]!.id,
  });

it.each<[string, () => Promise<unknown>]>([
  ["the scores of a product", () => calculateProductMaturity(world.client.caller, { product_id: product.id })],
  [
    "the scores of an answer set",
    () => calculateProductMaturity(world.client.caller, { product_id: product.id, user_id: world.client.id }),
  ],
  ["its responses", () => getProductResponses(world.client.caller, { product_id: product.id })],
  ["its results", () => getResults(world.client.caller, { product_id: product.id })],
  ["a section", () => getSection(world.client.caller, { product_id: product.id, section_id: sectionId })],
  ["what waits for a lead", () => getWaiting(world.lead.caller, {})],
  ["the review queue", () => getReviewQueue(world.lead.caller, {})],
  ["a review", () => getReview(world.lead.caller, { response_id: waiting })],
  [
    "a comment",
    () => saveLeadComment(world.lead.caller, { product_id: product.id, response_id: waiting, comment: "More." }),
  ],
  ["a save", save(2)],
  ["another save", save(3)],
])("%s reads no large table from end to end", async (_name, act) => {
  for (let n = 0; n < 7; n++) await act(); // from the sixth on, PostgreSQL may take a plan that fits all values
  const before = await readWhole(world, LARGE);
  await act();
  expect(await readWhole(world, LARGE)).toEqual(before);
});
