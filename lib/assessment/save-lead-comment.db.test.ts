import { describe, expect, it } from "vitest";
import { addAnswered, addSubmitted } from "@/e2e/support/answered";
import { anonymous, useWorld } from "@/e2e/support/world";
import { composeMails } from "@/lib/notify/compose-mails";
import { checkScores } from "./check-scores";
import { reopenResponse } from "./reopen-response";
import { saveLeadComment } from "./save-lead-comment";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";
import { submitResponses } from "./submit-responses";
import { withdrawVerdict } from "./withdraw-verdict";

const world = useWorld();

const judge = (
  product: { id: number },
  responseId: number,
  status: "approved" | "needs_revision" | "rejected" | undefined,
  more: { comment?: string; response_version?: number } = {},
  caller = world.lead.caller,
) =>
  saveLeadComment(caller, {
    product_id: product.id,
    response_id: responseId,
    status,
    comment: status === "approved" ? "" : "Say who does it",
    response_version: 2,
    ...more,
  });

const response = async (id: number) =>
  (
    await world.sql(
      "select status, version, reviewed_at is not null as reviewed from questionnaire_responses where id = $1",
      [id],
    )
  )[0];
const agrees = async (product: { id: number }) =>
  expect(await checkScores(world.superuser.caller, { product_id: product.id })).toEqual({
    ok: true,
    disagreements: [],
  });

describe("a verdict", () => {
  it("sets the status, counts the approved score, keeps the version and is a row of the trail", async () => {
    const product = await addSubmitted(world, 2);
    const [first, second] = product.responses;
    const saved = await judge(product, first!, "approved");
    expect(saved).toMatchObject({ status: "approved", response_status: "approved", response_version: 2 });
    expect(await response(first!)).toEqual({ status: "approved", version: 2, reviewed: true });
    await agrees(product);
    await judge(product, second!, "rejected");
    await agrees(product);
    const trail = await world.sql(
      "select table_name, action, user_id from audit_log where use_case = 'assessment.comment.create' and new_values ->> 'response_id' = $1 and table_name = 'lead_comments'",
      [String(first)],
    );
    expect(trail).toEqual([{ table_name: "lead_comments", action: "INSERT", user_id: world.lead.id }]);
    const sums = await world.sql(
      "select sum(approved)::int as approved, sum(approved_weighted_sum)::int as sum from maturity_scores where product_id = $1",
      [product.id],
    );
    expect(sums).toEqual([{ approved: 1, sum: 20_000 }]);
  });

  it("locks what it approves, and opens what it sends back", async () => {
    const product = await addSubmitted(world, 2);
    await judge(product, product.responses[0]!, "approved");
    await judge(product, product.responses[1]!, "needs_revision");
    const at = (index: number) => ({ product_id: product.id, question_id: product.questions[index]!.id });
    await expect(save(world.client.caller, { ...at(0), answer: "E" })).rejects.toMatchObject({ code: "locked" });
    expect(await save(world.client.caller, { ...at(1), answer: "E", version: 2 })).toMatchObject({ status: "draft" });
    await agrees(product);
  });

  it("needs words unless it approves, a version, and a response", async () => {
    const product = await addSubmitted(world, 1);
    const id = product.responses[0]!;
    await expect(judge(product, id, "rejected", { comment: " " })).rejects.toMatchObject({
      code: "invalid",
      extras: { fields: [{ path: "comment" }] },
    });
    await expect(judge(product, id, "approved", { response_version: undefined })).rejects.toMatchObject({
      extras: { fields: [{ path: "response_version" }] },
    });
    await expect(
      saveLeadComment(world.lead.caller, { product_id: product.id, status: "approved", response_version: 1 }),
    ).rejects.toMatchObject({ extras: { fields: [{ path: "response_id" }] } });
  });

  it("is on the version that was seen, and given once", async () => {
    const product = await addSubmitted(world, 1);
    const id = product.responses[0]!;
    await save(world.client.caller, { product_id: product.id, question_id: product.questions[0]!.id, answer: "C" });
    await expect(judge(product, id, "approved")).rejects.toMatchObject({
      code: "stale_version",
      extras: { details: { current: { version: 3, status: "submitted" } } },
    });
    await judge(product, id, "approved", { response_version: 3 });
    await expect(judge(product, id, "rejected", { response_version: 3 })).rejects.toMatchObject({ code: "conflict" });
    const draft = await addAnswered(world, 1);
    await expect(judge(draft, draft.responses[0]!, "approved", { response_version: 1 })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("and a save at the same time never mix: either the lead judged what stands, or is told", async () => {
    const product = await addSubmitted(world, 8);
    const outcomes = await Promise.allSettled(
      product.responses.flatMap((id, at) => [
        judge(product, id, "approved"),
        save(world.client.caller, {
          product_id: product.id,
          question_id: product.questions[at]!.id,
          answer: "E",
          version: 2,
        }),
      ]),
    );
    for (const [at, id] of product.responses.entries()) {
      const [verdict, change] = [outcomes[2 * at]!, outcomes[2 * at + 1]!];
      expect([verdict.status, change.status].sort()).toEqual(["fulfilled", "rejected"]);
      const row = await response(id);
      if (verdict.status === "fulfilled") expect(row).toMatchObject({ status: "approved", version: 2 });
      else expect(row).toMatchObject({ status: "submitted", version: 3 });
    }
    await agrees(product);
  });

  it("of two leads at once is one", async () => {
    const second = await world.addPerson("lead", world.lead.organizationId);
    await world.sql("insert into assignments (organization_id, lead_id) values ($1, $2)", [world.acme, second.id]);
    const product = await addSubmitted(world, 4);
    const given = await Promise.allSettled(
      product.responses.flatMap((id) => [
        judge(product, id, "approved"),
        judge(product, id, "rejected", {}, second.caller),
      ]),
    );
    expect(given.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
    await agrees(product);
  });

  it("is a lead's of that organization, never on its own answer", async () => {
    const product = await addSubmitted(world, 1);
    const id = product.responses[0]!;
    await expect(judge(product, id, "approved", {}, anonymous)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(judge(product, id, "approved", {}, world.client.caller)).rejects.toMatchObject({ code: "forbidden" });
    await expect(judge(product, id, "approved", {}, world.analyst.caller)).rejects.toMatchObject({ code: "not_found" });
    await expect(judge(product, id, "approved", {}, world.strangersLead.caller)).rejects.toMatchObject({
      code: "not_found",
    });
    const other = await addAnswered(world, 0);
    const own = await save(world.superuser.caller, {
      product_id: other.id,
      question_id: other.questions[0]!.id,
      answer: "C",
      submit: true,
    });
    const verdict = { response_version: 1 };
    await expect(judge(other, own.response_id, "approved", verdict, world.superuser.caller)).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await judge(other, own.response_id, "approved", verdict)).toMatchObject({ response_status: "approved" });
  });

  it("that is the last keeps the scores and tells the owner how it went", async () => {
    const product = await addSubmitted(world, 2);
    await judge(product, product.responses[0]!, "approved");
    expect(await world.sql("select cause from snapshots where product_id = $1 order by id", [product.id])).toEqual([
      { cause: "submit" },
    ]);
    await judge(product, product.responses[1]!, "needs_revision");
    const [, snapshot] = await world.sql("select * from snapshots where product_id = $1 order by id", [product.id]);
    expect(snapshot).toMatchObject({ cause: "review", validated_score: 2 });
    const notices = await world.sql(
      "select kind, detail, link from notifications where user_id = $1 and (subject like $2 or link like $3) order by id",
      [world.client.id, `Review finished%`, `/products/${product.id}/%`],
    );
    expect(notices.slice(-2).map(({ kind }) => kind)).toEqual(["review_finished", "response_needs_revision"]);
    expect(notices.at(-2)).toMatchObject({ detail: "1 approved, 1 to revise", link: "/to-do" });
    expect(notices.at(-1)!.link).toMatch(
      new RegExp(`^/products/${product.id}/sections/\\d+\\?q=${product.questions[1]!.id}&thread=1$`),
    );
    await composeMails();
    const [mail] = await world.sql(
      "select recipient from emails where subject like 'Review finished: %' order by id desc limit 1",
    );
    expect(mail).toEqual({ recipient: world.client.email });
  });
});

describe("a comment", () => {
  it("comes from clients too, goes to any depth and tells those it concerns", async () => {
    const product = await addSubmitted(world, 1);
    const place = { product_id: product.id, response_id: product.responses[0]! };
    let parent: number | undefined;
    for (const [depth, person] of [world.client, world.lead, world.client, world.lead].entries()) {
      const saved: { comment_id: number; parent_comment_id: number | null } = await saveLeadComment(person.caller, {
        ...place,
        comment: `Depth ${depth}`,
        parent_comment_id: parent,
      });
      expect(saved.parent_comment_id).toBe(parent ?? null);
      parent = saved.comment_id;
    }
    expect(await response(place.response_id)).toMatchObject({ status: "submitted" });
    const told = await world.sql(
      "select user_id, link from notifications where kind = 'comment_added' and detail = 'Depth 0'",
    );
    expect(told).toContainEqual({ user_id: world.lead.id, link: `/reviews/${place.response_id}` });
    expect(told.map(({ user_id }) => user_id)).not.toContain(world.client.id);
    expect(told.map(({ user_id }) => user_id)).not.toContain(world.strangersLead.id);
    const back = await world.sql(
      "select user_id from notifications where kind = 'comment_added' and detail = 'Depth 1'",
    );
    expect(back).toEqual([{ user_id: world.client.id }]);
  });

  it("answers a message of its own thread only, and stays within the tenant", async () => {
    const product = await addSubmitted(world, 2);
    const [first, second] = product.responses;
    const said = await saveLeadComment(world.client.caller, {
      product_id: product.id,
      response_id: first,
      comment: "Here",
    });
    const elsewhere = {
      product_id: product.id,
      response_id: second,
      comment: "There",
      parent_comment_id: said.comment_id,
    };
    await expect(saveLeadComment(world.client.caller, elsewhere)).rejects.toMatchObject({
      extras: { fields: [{ path: "parent_comment_id" }] },
    });
    for (const caller of [world.stranger.caller, world.strangersLead.caller, world.analyst.caller]) {
      await expect(
        saveLeadComment(caller, { product_id: product.id, response_id: first, comment: "Hello" }),
      ).rejects.toMatchObject({ code: "not_found" });
      await expect(saveLeadComment(caller, { product_id: product.id, comment: "Hello" })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    await expect(saveLeadComment(world.client.caller, { product_id: product.id, comment: "" })).rejects.toMatchObject({
      code: "invalid",
    });
    const other = await addSubmitted(world, 1);
    await expect(
      saveLeadComment(world.client.caller, { product_id: other.id, response_id: first, comment: "Mixed" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("reopening", () => {
  it("unlocks an approved answer with a reason, which the trail keeps", async () => {
    const product = await addSubmitted(world, 1);
    const id = product.responses[0]!;
    const input = { response_id: id, reason: "The supplier changed", response_version: 2 };
    await expect(reopenResponse(world.lead.caller, input)).rejects.toMatchObject({ code: "conflict" });
    await judge(product, id, "approved");
    await expect(reopenResponse(world.lead.caller, { ...input, reason: "" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(reopenResponse(world.client.caller, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(reopenResponse(world.strangersLead.caller, input)).rejects.toMatchObject({ code: "not_found" });
    await expect(reopenResponse(anonymous, input)).rejects.toMatchObject({ code: "unauthenticated" });
    await reopenResponse(world.lead.caller, input);
    expect(await response(id)).toMatchObject({ status: "needs_revision" });
    await agrees(product);
    const [entry] = await world.sql(
      "select reason from audit_log where use_case = 'assessment.response.reopen' and table_name = 'questionnaire_responses' and record_id = $1",
      [id],
    );
    expect(entry).toEqual({ reason: "The supplier changed" });
    expect((await submitResponses(world.client.caller, { product_id: product.id })).unaddressed).toHaveLength(1);
    await save(world.client.caller, { product_id: product.id, question_id: product.questions[0]!.id, answer: "C" });
    expect(await submitResponses(world.client.caller, { product_id: product.id })).toMatchObject({ submitted: 1 });
  });
});

describe("taking a verdict back", () => {
  it("is another row, and restores what stood", async () => {
    const product = await addSubmitted(world, 1);
    const id = product.responses[0]!;
    const { comment_id } = await judge(product, id, "approved");
    await withdrawVerdict(world.lead.caller, { comment_id });
    expect(await response(id)).toEqual({ status: "submitted", version: 2, reviewed: false });
    await agrees(product);
    const rows = await world.sql(
      "select status, parent_comment_id from lead_comments where response_id = $1 order by id",
      [id],
    );
    expect(rows).toEqual([
      { status: "approved", parent_comment_id: null },
      { status: "withdrawn", parent_comment_id: comment_id },
    ]);
    await expect(withdrawVerdict(world.lead.caller, { comment_id })).rejects.toMatchObject({ code: "conflict" });
    const again = await judge(product, id, "rejected");
    await withdrawVerdict(world.lead.caller, { comment_id: again.comment_id });
    await judge(product, id, "approved");
    const reopened = await reopenResponse(world.lead.caller, { response_id: id, reason: "Slip", response_version: 2 });
    await withdrawVerdict(world.lead.caller, { comment_id: reopened.comment_id });
    expect(await response(id)).toMatchObject({ status: "approved" });
    await agrees(product);
  });

  it("is its author's, while nothing else has happened and not for long", async () => {
    const product = await addSubmitted(world, 3);
    const [replied, changed, old] = product.responses;
    const first = await judge(product, replied!, "needs_revision");
    await expect(withdrawVerdict(world.superuser.caller, first)).rejects.toMatchObject({ code: "forbidden" });
    await expect(withdrawVerdict(world.client.caller, first)).rejects.toMatchObject({ code: "forbidden" });
    await expect(withdrawVerdict(world.strangersLead.caller, first)).rejects.toMatchObject({ code: "not_found" });
    await expect(withdrawVerdict(anonymous, first)).rejects.toMatchObject({ code: "unauthenticated" });
    await saveLeadComment(world.client.caller, { product_id: product.id, response_id: replied, comment: "Why?" });
    await expect(withdrawVerdict(world.lead.caller, first)).rejects.toMatchObject({ code: "conflict" });
    const second = await judge(product, changed!, "needs_revision");
    await save(world.client.caller, { product_id: product.id, question_id: product.questions[1]!.id, answer: "C" });
    await expect(withdrawVerdict(world.lead.caller, second)).rejects.toMatchObject({ code: "conflict" });
    const third = await judge(product, old!, "needs_revision");
    await world.sql("update lead_comments set created_at = now() - interval '11 minutes' where id = $1", [
      third.comment_id,
    ]);
    await expect(withdrawVerdict(world.lead.caller, third)).rejects.toMatchObject({ code: "conflict" });
  });
});
