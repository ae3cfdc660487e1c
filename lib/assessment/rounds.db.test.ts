import { describe, expect, it } from "vitest";
import { addAnswered, addSubmitted } from "@/e2e/support/answered";
import { questionsOf } from "@/e2e/support/assessed";
import { countStatements } from "@/e2e/support/count-statements";
import { anonymous, useWorld } from "@/e2e/support/world";
import { checkScores } from "./check-scores";
import { closeRound } from "./close-round";
import { getReviewQueue } from "./get-review-queue";
import { listRounds } from "./list-rounds";
import { listToDo } from "./list-to-do";
import { reopenResponse } from "./reopen-response";
import { saveLeadComment } from "./save-lead-comment";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";
import { startRound } from "./start-round";
import { submitResponses as submit } from "./submit-responses";
import { withdrawVerdict } from "./withdraw-verdict";

const world = useWorld();

/** A product with an approved answer, one to revise, one rejected, one that waits and one draft. */
async function addReviewed() {
  const product = await addSubmitted(world, 4);
  const [approved, revise, rejected, waiting] = product.responses as [number, number, number, number];
  const judge = (response_id: number, status: "approved" | "needs_revision" | "rejected") =>
    saveLeadComment(world.lead.caller, {
      product_id: product.id,
      response_id,
      status,
      comment: "Said in round 1",
      response_version: 2,
    });
  await judge(approved, "approved");
  await judge(revise, "needs_revision");
  const verdict = await judge(rejected, "rejected");
  const draft = await save(world.client.caller, {
    product_id: product.id,
    question_id: product.questions[4]!.id,
    option_id: product.questions[4]!.options[2]!.id,
  });
  return { ...product, approved, revise, rejected, waiting, draft: draft.response_id, verdict: verdict.comment_id };
}

const close = (product: { id: number }, number = 1, caller = world.lead.caller) =>
  closeRound(caller, { product_id: product.id, number });
const responsesOf = (product: { id: number }) =>
  world.sql<{ id: number; status: string; version: number; option_id: number }>(
    "select id, status, version, option_id from questionnaire_responses where product_id = $1 order by id",
    [product.id],
  );

describe("a round", () => {
  it("is open from a product's first day, however the product came", async () => {
    const product = await addAnswered(world, 0);
    const { rounds, can_run } = await listRounds(world.client.caller, { product_id: product.id });
    expect(rounds).toMatchObject([{ number: 1, open: true, closed_at: null, snapshot_id: null }]);
    expect(can_run).toBe(true);
    await expect(
      world.sql("insert into rounds (organization_id, product_id, number) values ($1, $2, 2)", [
        world.acme,
        product.id,
      ]),
    ).rejects.toThrow(/rounds_open_key/);
  });

  it("closes with a snapshot, and its answers are read-only until the next one", async () => {
    const product = await addReviewed();
    const closed = await close(product);
    expect(closed).toMatchObject({
      number: 1,
      open: false,
      snapshot_id: expect.any(Number),
      coverage: expect.any(Number),
    });
    const [snapshot] = await world.sql("select cause, round, taken_by from snapshots where id = $1", [
      closed.snapshot_id,
    ]);
    expect(snapshot).toEqual({ cause: "close", round: 1, taken_by: world.lead.id });
    const locked = expect.objectContaining({ code: "locked", message: expect.stringContaining("closed") });
    const product_id = product.id;
    const question_id = product.questions[4]!.id;
    const judged = { product_id, response_id: product.waiting, response_version: 2, status: "approved" as const };
    for (const attempt of [
      () => save(world.client.caller, { product_id, question_id, answer: "Changed" }),
      () => save(world.client.caller, { product_id, question_id: product.questions[9]!.id, answer: "New" }),
      () => save(world.colleague.caller, { product_id, question_id, answer: "Mine", user_id: world.colleague.id }),
      () => submit(world.client.caller, { product_id }),
      () => saveLeadComment(world.lead.caller, { ...judged, comment: "" }),
      () => reopenResponse(world.lead.caller, { response_id: product.approved, reason: "No", response_version: 2 }),
      () => withdrawVerdict(world.lead.caller, { comment_id: product.verdict }),
    ])
      await expect(attempt()).rejects.toEqual(locked);
    // What cannot be judged does not wait for a verdict, and what cannot be changed is not to do.
    const queue = await getReviewQueue(world.lead.caller, { product_id });
    expect(queue).toMatchObject({ reviews: [], waiting: 0 });
    expect((await listToDo(world.client.caller, { product_id })).items).toEqual([]);
    // What is said stays possible.
    await saveLeadComment(world.lead.caller, { product_id, comment: "See you in the next round" });
    expect((await checkScores(world.superuser.caller, { product_id })).ok).toBe(true);
  });

  it("carries answers over to the next one, and the review status not", async () => {
    const product = await addReviewed();
    const scores = () =>
      world.sql(
        "select section, dimension, subdimension, weighted_sum, weight, answered, approved from maturity_scores where product_id = $1 order by id",
        [product.id],
      );
    const before = await scores();
    const asBefore = await responsesOf(product);
    await close(product);
    const started = await startRound(world.client.caller, { product_id: product.id, name: "Autumn" });
    expect(started).toMatchObject({ number: 2, name: "Autumn", open: true, carried_over: 4 });
    const now = await responsesOf(product);
    expect(now.map(({ status }) => status)).toEqual(Array(5).fill("draft"));
    expect(now.map(({ option_id }) => option_id)).toEqual(asBefore.map(({ option_id }) => option_id));
    expect(now.map(({ version }) => version)).toEqual([3, 3, 3, 3, 1]);
    expect(await scores()).toEqual(before.map((row) => ({ ...row, approved: 0 })));
    const revisions = await world.sql(
      "select version, status from response_revisions where response_id = $1 order by version",
      [product.approved],
    );
    expect(revisions).toEqual([
      { version: 1, status: "draft" },
      { version: 2, status: "submitted" },
      { version: 3, status: "draft" },
    ]);
    const [set] = await world.sql(
      "select draft, submitted, approved, needs_revision, rejected, closed from answer_sets where product_id = $1",
      [product.id],
    );
    expect(set).toEqual({ draft: 5, submitted: 0, approved: 0, needs_revision: 0, rejected: 0, closed: false });
    expect((await checkScores(world.superuser.caller, { product_id: product.id })).ok).toBe(true);
    // What an earlier round sent back holds nothing back in this one.
    expect(await submit(world.client.caller, { product_id: product.id })).toMatchObject({
      submitted: 5,
      unaddressed: [],
    });
  });

  it("still holds back what this round sent back", async () => {
    const product = await addReviewed();
    await close(product);
    await startRound(world.lead.caller, { product_id: product.id });
    await submit(world.client.caller, { product_id: product.id });
    await saveLeadComment(world.lead.caller, {
      product_id: product.id,
      response_id: product.approved,
      response_version: 4,
      status: "needs_revision",
      comment: "Show it",
    });
    const held = await submit(world.client.caller, { product_id: product.id });
    expect(held.unaddressed).toMatchObject([{ response_id: product.approved }]);
  });

  it("is one at a time: none starts before the last is closed, none is closed twice or by a wrong number", async () => {
    const product = await addAnswered(world, 1);
    await expect(startRound(world.lead.caller, { product_id: product.id })).rejects.toMatchObject({ code: "conflict" });
    await expect(close(product, 2)).rejects.toMatchObject({ code: "conflict" });
    await close(product);
    await expect(close(product)).rejects.toMatchObject({ code: "conflict" });
    await expect(close(await addAnswered(world, 0))).rejects.toMatchObject({ code: "conflict" });
  });

  it("does not close over a save that is under way, nor let one slip in afterwards", async () => {
    const product = await addAnswered(world, 2);
    const question = (await questionsOf(world, product.versionId))[7]!;
    const attempts = await Promise.allSettled([
      ...["A", "B", "C", "D"].map((answer) =>
        save(world.client.caller, { product_id: product.id, question_id: question.id, answer }),
      ),
      close(product),
      ...["A", "B", "C"].map((answer) =>
        save(world.colleague.caller, {
          product_id: product.id,
          question_id: question.id,
          answer,
          user_id: world.colleague.id,
        }),
      ),
    ]);
    for (const attempt of attempts)
      if (attempt.status === "rejected") expect(attempt.reason).toMatchObject({ code: "locked" });
    const [late] = await world.sql<{ n: number }>(
      `select count(*) as n from response_revisions v join questionnaire_responses r on r.id = v.response_id
       join snapshots s on s.product_id = r.product_id and s.cause = 'close' and s.user_id = r.user_id
       where r.product_id = $1 and not exists (select from jsonb_array_elements(s.answers) a
         where (a ->> 0)::integer = v.response_id and (a ->> 1)::integer >= v.version)`,
      [product.id],
    );
    expect(late!.n).toBe(0);
    const sets = await world.sql("select distinct closed from answer_sets where product_id = $1", [product.id]);
    expect(sets).toEqual([{ closed: true }]);
  });

  it("tells those whom it concerns, and leaves its trace", async () => {
    const product = await addReviewed();
    await world.sql("insert into product_members (organization_id, product_id, user_id) values ($1, $2, $3)", [
      world.acme,
      product.id,
      world.colleague.id,
    ]);
    await close(product);
    await startRound(world.superuser.caller, { product_id: product.id });
    const told = await world.sql("select kind, user_id from notifications where link = $1 order by kind, user_id", [
      `/products/${product.id}/rounds`,
    ]);
    const people = [world.client.id, world.colleague.id];
    expect(told).toEqual([
      ...people.map((user_id) => ({ kind: "round_closed", user_id })),
      ...[...people, world.lead.id].map((user_id) => ({ kind: "round_started", user_id })),
    ]);
    const trail = await world.sql(
      "select use_case, action, user_id from audit_log where table_name = 'rounds' and (new_values ->> 'product_id' = $1 or record_id in (select id from rounds where product_id = $2)) order by id",
      [String(product.id), product.id],
    );
    expect(trail).toMatchObject([
      { action: "INSERT" },
      { action: "UPDATE", use_case: "assessment.round.close", user_id: world.lead.id },
      { action: "INSERT", use_case: "assessment.round.start", user_id: world.superuser.id },
    ]);
  });

  it("is run by leads in reach, superusers and the owner, and nobody else", async () => {
    const product = await addAnswered(world, 1);
    for (const [caller, code] of [
      [anonymous, "unauthenticated"],
      [world.stranger.caller, "not_found"],
      [world.strangersLead.caller, "not_found"],
      [world.analyst.caller, "not_found"],
      [world.colleague.caller, "forbidden"],
    ] as const) {
      await expect(close(product, 1, caller)).rejects.toMatchObject({ code });
      await expect(startRound(caller, { product_id: product.id })).rejects.toMatchObject({ code });
    }
    await close(product, 1, world.client.caller);
  });

  it("costs the same number of statements for one answer and for many", async () => {
    const turn = async (count: number) => {
      const product = await addSubmitted(world, count);
      const closing = await countStatements(() => close(product));
      return [closing, await countStatements(() => startRound(world.lead.caller, { product_id: product.id }))];
    };
    expect(await turn(30)).toEqual(await turn(1));
  });

  it("lists page by page", async () => {
    const product = await addAnswered(world, 1);
    for (const number of [1, 2]) {
      await close(product, number);
      await startRound(world.lead.caller, { product_id: product.id });
    }
    const first = await listRounds(world.lead.caller, { product_id: product.id, limit: 2 });
    expect(first.rounds.map(({ number }) => number)).toEqual([3, 2]);
    const second = await listRounds(world.lead.caller, {
      product_id: product.id,
      limit: 2,
      cursor: first.next_cursor!,
    });
    expect([second.rounds.map(({ number }) => number), second.next_cursor]).toEqual([[1], null]);
  });
});
