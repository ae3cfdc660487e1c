import { Client } from "pg";
import { describe, expect, it, vi } from "vitest";
import { addAnswered, addSubmitted } from "@/e2e/support/answered";
import { anonymous, useWorld } from "@/e2e/support/world";
import { getReview } from "./get-review";
import { getReviewQueue } from "./get-review-queue";
import { saveLeadComment } from "./save-lead-comment";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";
import { submitResponses } from "./submit-responses";

const world = useWorld();
const lead = () => world.lead.caller;

describe("the review queue", () => {
  it("holds what waits for the lead, the longest waiting first, page by page", async () => {
    const first = await addSubmitted(world, 3);
    const second = await addSubmitted(world, 2);
    const all = await getReviewQueue(lead(), { limit: 200 });
    const expected = [...first.responses, ...second.responses];
    expect(all.reviews.map(({ response_id }) => response_id)).toEqual(expected);
    expect(all).toMatchObject({ waiting: 5, next_cursor: null, organizations: [{ id: world.acme, waiting: 5 }] });
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await getReviewQueue(lead(), { limit: 2, cursor });
      seen.push(...page.reviews.map(({ response_id }) => response_id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(expected);
    const narrow = await getReviewQueue(lead(), { product_id: second.id });
    expect(narrow.reviews.map(({ response_id }) => response_id)).toEqual(second.responses);
    expect(narrow.waiting).toBe(2);
    expect(narrow.sections.length).toBeGreaterThan(4);
    const none = await getReviewQueue(lead(), { section: "No such section" });
    expect(none.reviews).toEqual([]);
    expect(all.reviews[0]).toMatchObject({ product_id: first.id, evidence_count: 0, again: false, version: 2 });
  });

  it("leaves out what is judged, archived, one's own or another tenant's", async () => {
    const product = await addSubmitted(world, 2);
    await saveLeadComment(lead(), {
      product_id: product.id,
      response_id: product.responses[0],
      status: "approved",
      response_version: 2,
    });
    const narrow = { product_id: product.id };
    expect((await getReviewQueue(lead(), narrow)).reviews).toHaveLength(1);
    expect((await getReviewQueue(world.strangersLead.caller, narrow)).reviews).toEqual([]);
    expect((await getReviewQueue(world.superuser.caller, narrow)).reviews).toHaveLength(1);
    await world.sql("update questionnaire_responses set answered_by = $1 where id = $2", [
      world.superuser.id,
      product.responses[1],
    ]);
    expect((await getReviewQueue(world.superuser.caller, narrow)).reviews).toEqual([]);
    await world.sql("update products set archived_at = now() where id = $1", [product.id]);
    expect((await getReviewQueue(lead(), narrow)).reviews).toEqual([]);
    await expect(getReviewQueue(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
    for (const person of [world.client, world.analyst])
      await expect(getReviewQueue(person.caller, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(getReviewQueue(lead(), { cursor: "nonsense" })).rejects.toMatchObject({ code: "malformed" });
  });
});

describe("a review", () => {
  it("shows question, answer, thread and neighbours", async () => {
    const product = await addSubmitted(world, 3);
    const [before, id, after] = product.responses;
    const review = await getReview(lead(), { response_id: id!, product_id: product.id });
    expect(review).toMatchObject({
      response_id: id,
      status: "submitted",
      version: 2,
      question: { text: product.questions[1]!.text, options: { length: 5 } },
      answer: { chosen: [product.questions[1]!.options[1]!.id], words: "", maturity_score: 2 },
      changes: null,
      neighbours: { first: before, previous: before, next: after },
      can: { review: true, reopen: false, withdraw: null },
    });
  });

  it("shows what changed since the last review, word by word", async () => {
    const product = await addAnswered(world, 1);
    const place = { product_id: product.id, question_id: product.questions[0]!.id };
    await save(world.client.caller, { ...place, answer: "We sign some builds by hand", comment: "Since May" });
    await submitResponses(world.client.caller, { product_id: product.id });
    const id = product.responses[0]!;
    const verdict = { product_id: product.id, response_id: id, status: "needs_revision" as const, comment: "Which?" };
    const said = await saveLeadComment(lead(), { ...verdict, response_version: 3 });
    expect((await getReview(lead(), { response_id: id })).can.withdraw).toBe(said.comment_id);
    await save(world.client.caller, { ...place, answer: "We sign all builds by machine" });
    await submitResponses(world.client.caller, { product_id: product.id });
    const { changes, can, thread } = await getReview(lead(), { response_id: id });
    expect(can).toMatchObject({ review: true, withdraw: null });
    expect(thread.messages).toMatchObject([{ status: "needs_revision", comment: "Which?", own: true }]);
    expect(changes).toMatchObject({ verdict: "needs_revision", version: 3, comment: null, evidence_added: [] });
    const words = (kind: string) => changes!.words!.flatMap((part) => (part.kind === kind ? part.text.trim() : []));
    expect(words("removed")).toEqual(["some", "hand"]);
    expect(words("added")).toEqual(["all", "machine"]);
    const again = await getReviewQueue(lead(), { product_id: product.id });
    expect(again.reviews[0]).toMatchObject({ response_id: id, again: true });
  });

  it("is for the leads of the organization", async () => {
    const product = await addSubmitted(world, 1);
    const input = { response_id: product.responses[0]! };
    await expect(getReview(anonymous, input)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(getReview(world.strangersLead.caller, input)).rejects.toMatchObject({ code: "not_found" });
    await expect(getReview(world.client.caller, input)).rejects.toMatchObject({ code: "forbidden" });
    expect(await getReview(world.superuser.caller, input)).toMatchObject({ can: { review: true } });
  });
});

describe("with 100 products of 200 questions", () => {
  it("needs as many statements as with one, and less than 200 ms", async () => {
    const small = await statements(() => getReviewQueue(lead(), {}));
    await fill(100, 200);
    const large = await statements(() => getReviewQueue(lead(), {}));
    expect(large.count).toBe(small.count);
    const [first] = large.result.reviews;
    const times: number[] = [];
    for (let run = 0; run < 20; run++) {
      const start = performance.now();
      await getReviewQueue(lead(), run % 2 ? { product_id: first!.product_id } : {});
      await getReview(lead(), { response_id: first!.response_id });
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    expect(times[10]!).toBeLessThan(200);
  }, 120_000);
});

async function statements<Result>(run: () => Promise<Result>) {
  const sent = vi.spyOn(Client.prototype, "query");
  try {
    await run();
    sent.mockClear();
    const result = await run();
    return { count: sent.mock.calls.length, result };
  } finally {
    sent.mockRestore();
  }
}

/** Submitted responses in bulk, with the counts they stand for. */
async function fill(products: number, questions: number) {
  const { versionId } = await addAnswered(world, 0);
  await world.sql(
    `with p as (insert into products (organization_id, name, owner_id, questionnaire_version_id)
        select $1, 'Bulk ' || n, $2, $3 from generate_series(1, $4::integer) n returning id),
      s as (insert into answer_sets (organization_id, product_id, user_id, answered, submitted)
        select $1, id, $2, $5::integer, $5::integer from p returning product_id)
      select count(*) from s`,
    [world.acme, world.client.id, versionId, products, questions],
  );
  await world.sql(
    `insert into questionnaire_responses (organization_id, product_id, user_id, question, section, dimension, answer,
        maturity_score, score_source, status, answered_by, submitted_at)
      select $1, p.id, $2, 'Question ' || n, 'Section ' || n % 5, 'Dimension ' || n % 20, 'Answer ' || n, n % 5 + 1, 'provided',
        'submitted', $2, now() - make_interval(mins => n)
      from products p, generate_series(1, $3::integer) n where p.name like 'Bulk %'`,
    [world.acme, world.client.id, questions],
  );
  await world.sql("analyze");
}
