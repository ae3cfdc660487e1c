import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { questionsOf } from "@/e2e/support/assessed";
import { countStatements } from "@/e2e/support/count-statements";
import { useWorld } from "@/e2e/support/world";
import { calculateProductMaturity } from "./calculate-product-maturity";
import { checkScores } from "./check-scores";
import type { Maturity } from "./maturity";
import { modelScore } from "./model-score";
import { saveLeadComment } from "./save-lead-comment";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";

const world = useWorld();

/** A published version of two dimensions, the first with a subdimension, its questions at these levels. */
async function addModelled(model: "samm" | "high_water", levels: (number | null)[]) {
  const [version] = await world.sql<{ id: number }>(
    `with n as (insert into questionnaires (slug, title) values ('model-' || gen_random_uuid(), 'Model') returning id)
     insert into questionnaire_versions (questionnaire_id, version, scoring_model, questions_count) select id, '1', $1, $2 from n returning id`,
    [model, levels.length + 1],
  );
  await world.sql(
    `with s as (insert into sections (version_id, position, title) values ($1, 0, 'Governance') returning id)
     insert into dimensions (section_id, position, title) select s.id, n, 'Practice ' || n from s, generate_series(0, 1) n`,
    [version!.id],
  );
  await world.sql(
    `insert into dimensions (section_id, parent_id, position, title) select d.section_id, d.id, 0, 'Stream' from dimensions d
     join sections s on s.id = d.section_id where s.version_id = $1 and d.title = 'Practice 0'`,
    [version!.id],
  );
  await world.sql(
    `insert into questions (version_id, dimension_id, position, code, text, level, weight)
     select $1, d.id, x.n, 'Q' || x.n, 'Question ' || x.n, x.level, 100 + 50 * (x.n % 3)
     from unnest($2::integer[]) with ordinality as x(level, n)
     join dimensions d on d.title = case when x.n % 2 = 0 then 'Stream' when x.n = cardinality($2) then 'Practice 1' else 'Practice 0' end
     join sections s on s.id = d.section_id and s.version_id = $1`,
    [version!.id, levels],
  );
  await world.sql(
    `insert into options (question_id, position, text, score) select q.id, n, 'Stage ' || n, (array[0, 1.25, 2.5, 5])[n + 1]
     from questions q, generate_series(0, 3) n where q.version_id = $1`,
    [version!.id],
  );
  await world.sql("update questionnaire_versions set status = 'published' where id = $1", [version!.id]);
  const [product] = await world.sql<{ id: number }>(
    `insert into products (organization_id, name, owner_id, questionnaire_version_id) values ($1, 'Modelled ' || gen_random_uuid(), $2, $3)
     returning id`,
    [world.acme, world.client.id, version!.id],
  );
  const questions = await questionsOf(world, version!.id);
  return { id: product!.id, questions };
}

const maturity = async (id: number) =>
  JSON.parse(await calculateProductMaturity(world.client.caller, { product_id: id })) as Maturity;

describe.each(["samm", "high_water"] as const)("%s", (model) => {
  it("is the same in SQL as in the pure rule, after any answers and verdicts", async () => {
    const step = fc.record({
      at: fc.nat(6),
      option: fc.nat(3),
      does: fc.constantFrom("answer", "answer", "skip", "approve"),
    });
    const levels = fc.array(fc.option(fc.integer({ min: 1, max: 5 }), { freq: 4 }), { minLength: 7, maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(levels, fc.array(step, { minLength: 4, maxLength: 14 }), async (asked, steps) => {
        const product = await addModelled(model, asked);
        for (const { at, option, does } of steps) {
          const question = product.questions[at]!;
          const of = { product_id: product.id, question_id: question.id };
          if (does === "answer")
            await save(world.client.caller, { ...of, option_id: question.options[option]!.id, submit: true }).catch(
              () => {},
            );
          if (does === "skip")
            await save(world.client.caller, { ...of, not_applicable: true, not_applicable_reason: "None" }).catch(
              () => {},
            );
          if (does === "approve") await approve(product.id, question.id);
        }
        const rows = await world.sql<{
          dimension: string;
          level: number | null;
          weight: number;
          score: number | null;
          not_applicable: boolean;
          approved: boolean;
        }>(
          `select coalesce(pd.title, d.title) as dimension, q.level, q.weight, r.maturity_score as score,
             coalesce(r.not_applicable, false) as not_applicable, coalesce(r.status = 'approved', false) as approved
           from questions q join dimensions d on d.id = q.dimension_id left join dimensions pd on pd.id = d.parent_id
           left join questionnaire_responses r on r.question_id = q.id and r.product_id = $1
           where q.version_id = (select questionnaire_version_id from products where id = $1) order by q.id`,
          [product.id],
        );
        const scores = await maturity(product.id);
        const answered = rows.some(({ score, not_applicable }) => score !== null || not_applicable);
        for (const [name, figures] of Object.entries(scores.dimension_scores)) {
          const of = rows.filter(({ dimension }) => dimension === name);
          const pure = (counts: (row: (typeof of)[number]) => boolean) =>
            modelScore(
              model,
              of.map((row) => ({
                ...row,
                best: 5,
                score: counts(row) ? row.score : null,
                notApplicable: row.not_applicable,
              })),
            );
          expect(figures.average).toBe(answered ? pure(() => true).score : null);
          expect(figures.validated.average).toBe(answered ? pure(({ approved }) => approved).score : null);
        }
        expect(await checkScores(world.superuser.caller, { product_id: product.id })).toEqual({
          ok: true,
          disagreements: [],
        });
      }),
      { numRuns: 10 },
    );
  }, 120_000);

  it("costs a save one statement more, in the same round trips", async () => {
    const product = await addModelled(model, [1, 2, 3]);
    const of = (at: number) => ({ product_id: product.id, question_id: product.questions[at]!.id, answer: "B" });
    await save(world.client.caller, of(0));
    const mean = await countStatements(() =>
      save(world.client.caller, { ...of(1), question_id: undefined, question: "Free" }),
    );
    const statements = await countStatements(() => save(world.client.caller, of(1)));
    expect(statements - mean).toBe(1);
  });
});

async function approve(productId: number, questionId: number) {
  const [row] = await world.sql<{ id: number; version: number }>(
    "select id, version from questionnaire_responses where product_id = $1 and question_id = $2 and status = 'submitted'",
    [productId, questionId],
  );
  if (!row) return;
  const verdict = {
    product_id: productId,
    response_id: row.id,
    response_version: row.version,
    status: "approved" as const,
  };
  await saveLeadComment(world.lead.caller, { ...verdict, comment: "Seen" });
}
