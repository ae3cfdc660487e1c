import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addAnswered } from "@/e2e/support/answered";
import { anonymous, useWorld } from "@/e2e/support/world";
import { Fault } from "@/lib/kernel/fault";
import { checkScores } from "./check-scores";
import { reopenResponse } from "./reopen-response";
import { saveLeadComment } from "./save-lead-comment";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";
import { submitResponses } from "./submit-responses";
import { withdrawVerdict } from "./withdraw-verdict";

const world = useWorld();
const QUESTIONS = 5;

/** One thing somebody does. Which answers it meets depends on what came before; what is refused changes nothing. */
const step = fc.oneof(
  fc.record({ do: fc.constant("answer" as const), at: fc.nat(QUESTIONS - 1), letter: fc.constantFrom(..."ABCDE") }),
  fc.record({ do: fc.constant("skip" as const), at: fc.nat(QUESTIONS - 1) }),
  fc.record({ do: fc.constant("note" as const), at: fc.nat(QUESTIONS - 1), text: fc.string({ maxLength: 5 }) }),
  fc.record({ do: fc.constant("free" as const), score: fc.option(fc.nat(5)), submit: fc.boolean() }),
  fc.record({ do: fc.constant("submit" as const) }),
  fc.record({
    do: fc.constant("judge" as const),
    at: fc.nat(QUESTIONS),
    status: fc.constantFrom("approved" as const, "needs_revision" as const, "rejected" as const),
  }),
  fc.record({ do: fc.constant("judge" as const), at: fc.nat(QUESTIONS), status: fc.constant("approved" as const) }),
  fc.record({ do: fc.constant("reopen" as const), at: fc.nat(QUESTIONS) }),
  fc.record({ do: fc.constant("withdraw" as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

describe("what is kept by the difference", () => {
  it("agrees with a recomputation after any sequence of saves, submissions and verdicts", async () => {
    const allowed = { done: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40 }), async (steps) => {
        const product = await addAnswered(world, 2);
        let verdict: number | undefined;
        for (const one of steps) {
          try {
            verdict = (await take(product, one, verdict)) ?? verdict;
            allowed.done += 1;
          } catch (error) {
            if (!(error instanceof Fault)) throw error;
            allowed.refused += 1;
          }
        }
        expect(await checkScores(world.superuser.caller, { product_id: product.id })).toEqual({
          ok: true,
          disagreements: [],
        });
      }),
      { numRuns: 12 },
    );
    // A sequence that is refused throughout would prove nothing.
    expect(allowed.done).toBeGreaterThan(allowed.refused);
  }, 120_000);

  it("is named where it differs, to superusers alone", async () => {
    const product = await addAnswered(world, 2);
    await world.sql("update maturity_scores set weighted_sum = weighted_sum + 100 where product_id = $1", [product.id]);
    await world.sql("update answer_sets set draft = draft + 1 where product_id = $1", [product.id]);
    const found = await checkScores(world.superuser.caller, { product_id: product.id });
    expect(found.ok).toBe(false);
    expect(found.disagreements.map(({ table_name }) => table_name)).toEqual(["answer_sets", "maturity_scores"]);
    expect(found.disagreements[0]).toMatchObject({ kept: { draft: 3 }, counted: { draft: 2 } });
    for (const person of [world.client, world.lead, world.analyst])
      await expect(checkScores(person.caller, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(checkScores(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

async function take(product: Awaited<ReturnType<typeof addAnswered>>, one: Step, verdict: number | undefined) {
  const client = world.client.caller;
  const of = (at: number) => ({ product_id: product.id, question_id: product.questions[at]!.id });
  switch (one.do) {
    case "answer":
      return void (await save(client, { ...of(one.at), answer: one.letter }));
    case "skip":
      return void (await save(client, { ...of(one.at), not_applicable: true, not_applicable_reason: "None here" }));
    case "note":
      return void (await save(client, { ...of(one.at), comment: one.text, partial: true }));
    case "free": {
      const free = { product_id: product.id, question: "Anything else?", answer: "Yes", dimension: "Free" };
      return void (await save(client, { ...free, maturity_score: one.score ?? undefined, submit: one.submit }));
    }
    case "submit":
      return void (await submitResponses(client, { product_id: product.id }));
    case "withdraw":
      return void (verdict && (await withdrawVerdict(world.lead.caller, { comment_id: verdict })));
    default:
      return judgeOrReopen(product, one);
  }
}

async function judgeOrReopen(product: { id: number }, one: Extract<Step, { do: "judge" | "reopen" }>) {
  const rows = await world.sql<{ id: number; version: number }>(
    "select id, version from questionnaire_responses where product_id = $1 order by id",
    [product.id],
  );
  const row = rows[one.at % rows.length]!;
  const input = { response_id: row.id, response_version: row.version };
  const said =
    one.do === "reopen"
      ? await reopenResponse(world.lead.caller, { ...input, reason: "Look again" })
      : await saveLeadComment(world.lead.caller, {
          ...input,
          product_id: product.id,
          status: one.status,
          comment: "Because",
        });
  return said.comment_id;
}
