import { describe, expect, it } from "vitest";
import { addSubmitted } from "@/e2e/support/answered";
import { anonymous, useWorld } from "@/e2e/support/world";
import { listNotifications } from "@/lib/notify/list-notifications";
import { getProductCommunications } from "./get-product-communications";
import { getThread } from "./get-thread";
import { getThreadCounts } from "./get-thread-counts";
import { listToDo } from "./list-to-do";
import { markThreadRead } from "./mark-thread-read";
import { saveLeadComment as say } from "./save-lead-comment";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";
import { submitResponses } from "./submit-responses";

const world = useWorld();
const outsiders = () => [
  [anonymous, "unauthenticated"] as const,
  [world.stranger.caller, "not_found"] as const,
  [world.strangersLead.caller, "not_found"] as const,
  [world.analyst.caller, "not_found"] as const,
];

describe("a thread", () => {
  it("shows its messages with names to everyone in it, unread until read", async () => {
    const product = await addSubmitted(world, 1);
    const place = { product_id: product.id, response_id: product.responses[0]! };
    const question = await say(world.lead.caller, { ...place, comment: "Who signs?" });
    await say(world.client.caller, { ...place, comment: "Dana", parent_comment_id: question.comment_id });
    await say(world.client.caller, { product_id: product.id, comment: "About the product" });
    const seen = await getThread(world.client.caller, place);
    expect(seen.messages.map(({ comment, own, unread, author }) => [comment, own, unread, author])).toEqual([
      ["Who signs?", false, true, "lead Test"],
      ["Dana", true, false, "client Test"],
    ]);
    expect(seen).toMatchObject({ unread: 1, people: ["lead Test", "client Test"], can_comment: true });
    await markThreadRead(world.client.caller, { ...place, last_comment_id: seen.messages[1]!.id });
    expect(await getThread(world.client.caller, place)).toMatchObject({ unread: 0 });
    expect(await getThread(world.lead.caller, place)).toMatchObject({ unread: 1 });
    const own = await getThread(world.lead.caller, { product_id: product.id });
    expect(own.messages).toMatchObject([{ comment: "About the product", unread: true }]);
    expect(await getThreadCounts(world.lead.caller, { product_id: product.id })).toEqual(
      expect.arrayContaining([
        { response_id: 0, comments: 1, unread: 1 },
        { response_id: place.response_id, comments: 2, unread: 1 },
      ]),
    );
  });

  it("takes the notices that led to it off the inbox when it is read, and never unreads", async () => {
    const product = await addSubmitted(world, 1);
    const place = { product_id: product.id, response_id: product.responses[0]! };
    const first = await say(world.lead.caller, { ...place, comment: "One" });
    const second = await say(world.lead.caller, { ...place, comment: "Two" });
    const unread = async () =>
      (
        await world.sql("select id from notifications where user_id = $1 and read_at is null and link like $2", [
          world.client.id,
          `/products/${product.id}/%`,
        ])
      ).length;
    expect(await unread()).toBe(2);
    await markThreadRead(world.client.caller, { ...place, last_comment_id: second.comment_id });
    await markThreadRead(world.client.caller, { ...place, last_comment_id: first.comment_id });
    expect(await unread()).toBe(0);
    expect(await getThread(world.client.caller, place)).toMatchObject({ unread: 0 });
  });

  it("tells nothing more to a lead who was taken off the organization, not even of what was", async () => {
    const product = await addSubmitted(world, 1);
    const place = { product_id: product.id, response_id: product.responses[0]! };
    const former = await world.addPerson("lead", world.lead.organizationId);
    await world.sql("insert into assignments (organization_id, lead_id) values ($1, $2)", [world.acme, former.id]);
    await say(former.caller, { ...place, comment: "Who signs?" });
    await say(world.client.caller, { ...place, comment: "Dana" });
    expect((await listNotifications(former.caller, {})).notifications).not.toHaveLength(0);
    await world.sql("delete from assignments where lead_id = $1", [former.id]);
    await say(world.client.caller, { ...place, comment: "And Jonas" });
    expect((await listNotifications(former.caller, {})).notifications).toEqual([]);
    const kept = await world.sql<{ detail: string }>("select detail from notifications where user_id = $1", [
      former.id,
    ]);
    expect(kept.map(({ detail }) => detail)).not.toContain("And Jonas");
  });

  it("is closed to whoever does not see the product", async () => {
    const product = await addSubmitted(world, 1);
    const place = { product_id: product.id, response_id: product.responses[0]! };
    for (const [caller, code] of outsiders()) {
      await expect(getThread(caller, place)).rejects.toMatchObject({ code });
      await expect(getThreadCounts(caller, place)).rejects.toMatchObject({ code });
      await expect(markThreadRead(caller, { ...place, last_comment_id: 1 })).rejects.toMatchObject({ code });
      await expect(getProductCommunications(caller, place)).rejects.toMatchObject({ code });
    }
  });
});

describe("the communications of a product", () => {
  it("are all its messages, newest first, page by page", async () => {
    const product = await addSubmitted(world, 1);
    const response_id = product.responses[0]!;
    const root = await say(world.client.caller, { product_id: product.id, comment: "One" });
    await say(world.lead.caller, { product_id: product.id, comment: "Two", parent_comment_id: root.comment_id });
    await say(world.lead.caller, { product_id: product.id, response_id, status: "approved", response_version: 2 });
    const first = await getProductCommunications(world.client.caller, { product_id: product.id, limit: 2 });
    expect(first.comments).toMatchObject([
      { status: "approved", response_id, question: product.questions[0]!.text, user_id: world.lead.id },
      { comment: "Two", parent_comment_id: root.comment_id, response_id: null },
    ]);
    const second = await getProductCommunications(world.client.caller, {
      product_id: product.id,
      limit: 2,
      cursor: first.next_cursor!,
    });
    expect(second).toMatchObject({ comments: [{ comment: "One" }], next_cursor: null });
  });
});

describe("the to-do list", () => {
  it("holds what came back until it is handed in again", async () => {
    const product = await addSubmitted(world, 3);
    const [revise, reject] = product.responses;
    const verdict = { product_id: product.id, response_version: 2, comment: "Show it" };
    await say(world.lead.caller, { ...verdict, response_id: revise, status: "needs_revision" });
    await say(world.lead.caller, { ...verdict, response_id: reject, status: "rejected" });
    const list = () => listToDo(world.client.caller, { product_id: product.id });
    const before = await list();
    expect(before).toMatchObject({ open: 2, changed: 0 });
    expect(before.items).toMatchObject([
      {
        response_id: revise,
        state: "open",
        verdict: "needs_revision",
        verdict_text: "Show it",
        verdict_by: "lead Test",
      },
      { response_id: reject, state: "open", verdict: "rejected" },
    ]);
    expect(before.items[0]!.link).toMatch(/\/sections\/\d+\?q=\d+&thread=1$/);
    const answer = (at: number) => ({ product_id: product.id, question_id: product.questions[at]!.id, answer: "E" });
    await save(world.client.caller, answer(0));
    await save(world.client.caller, answer(1));
    const changed = await list();
    expect(changed).toMatchObject({ open: 0, changed: 2 });
    expect(changed.items.map(({ needs }) => needs)).toEqual([
      null,
      "was rejected: it needs a new answer and new evidence",
    ]);
    await submitResponses(world.client.caller, { product_id: product.id });
    expect(await list()).toMatchObject({ open: 0, changed: 1 });
  });

  it("is each person's own", async () => {
    const product = await addSubmitted(world, 1);
    await say(world.lead.caller, {
      product_id: product.id,
      response_id: product.responses[0],
      response_version: 2,
      status: "rejected",
      comment: "No",
    });
    const input = { product_id: product.id };
    for (const person of [world.colleague, world.lead, world.stranger, world.superuser])
      expect((await listToDo(person.caller, input)).items).toEqual([]);
    await expect(listToDo(anonymous, input)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(listToDo(world.analyst.caller, input)).rejects.toMatchObject({ code: "forbidden" });
    await world.sql("insert into product_members (organization_id, product_id, user_id) values ($1, $2, $3)", [
      world.acme,
      product.id,
      world.colleague.id,
    ]);
    expect(await listToDo(world.colleague.caller, input)).toMatchObject({ open: 1 });
  });
});
