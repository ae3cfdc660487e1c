import { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { addProduct, questionsOf } from "@/e2e/support/assessed";
import { countStatements } from "@/e2e/support/count-statements";
import { useStore } from "@/e2e/support/vault";
import { useWorld, type Person } from "@/e2e/support/world";
import { listNotifications } from "@/lib/notify/list-notifications";
import { attachEvidence } from "./attach-evidence";
import { getClientHome } from "./get-client-home";
import { getLeadHome } from "./get-lead-home";
import { getThread } from "./get-thread";
import { getWaiting } from "./get-waiting";
import { listEvidenceRequests } from "./list-evidence-requests";
import { listToDo } from "./list-to-do";
import { requestEvidence } from "./request-evidence";
import { resolveEvidenceRequest } from "./resolve-evidence-request";
import { saveQuestionnaireResponse } from "./save-questionnaire-response";
import { storeEvidence } from "./store-evidence";

const world = useWorld();
useStore();
let product: { id: number; versionId: number };
let questions: Awaited<ReturnType<typeof questionsOf>>;
beforeAll(async () => {
  product = await addProduct(world);
  questions = await questionsOf(world, product.versionId);
});

let next = 0;
/** A question that no other test is about. */
const question = () => ({ product_id: product.id, question_id: questions[next++]!.id });
const request = (about: object, by = world.lead) =>
  requestEvidence(by.caller, { kind: "request", product_id: product.id, text: "The last access review", ...about });
const ask = (about: object, by = world.client) =>
  requestEvidence(by.caller, { kind: "question", product_id: product.id, text: "Is a screenshot enough?", ...about });
const answer = async (about: { product_id: number; question_id: number }, more = {}) =>
  (await saveQuestionnaireResponse(world.client.caller, { ...about, answer: "A", ...more })).response_id;
const upload = (text: string, place: { productId: number } | { responseId: number }) =>
  storeEvidence(world.client.caller, { ...place, filename: "proof.txt", stream: Readable.from([Buffer.from(text)]) });
const told = async (person: Person) => (await listNotifications(person.caller, { limit: 1 })).notifications[0];
const statusOf = async (id: number) =>
  (await listEvidenceRequests(world.lead.caller, { product_id: product.id, limit: 200 })).requests.find(
    (each) => each.id === id,
  );

describe("a lead's request", () => {
  it("is a to-do of the client's, stands in the thread, and is fulfilled by a file", async () => {
    const about = question();
    const response_id = await answer(about);
    const before = await getWaiting(world.client.caller, {});
    const { id } = await request({ response_id, due_on: "2020-01-31" });
    expect(await told(world.client)).toMatchObject({ kind: "evidence_requested" });
    expect((await getWaiting(world.client.caller, {})).requests).toBe(before.requests + 1);
    const { requests } = await listToDo(world.client.caller, {});
    expect(requests.find((each) => each.id === id)).toMatchObject({
      text: "The last access review",
      overdue: true,
      link: expect.stringContaining(`?q=${about.question_id}&thread=1`),
      can: { fulfil: true, decline: true, answer: false, withdraw: false },
    });
    expect((await getClientHome(world.client.caller, {})).requests.map((each) => each.id)).toContain(id);
    expect((await listToDo(world.colleague.caller, {})).requests).toEqual([]);
    const { messages } = await getThread(world.client.caller, { product_id: product.id, response_id });
    expect(messages[0]!.comment).toBe("Evidence requested:\nThe last access review\nDue 2020-01-31.");

    await upload("the review", { responseId: response_id });
    expect(await statusOf(id)).toMatchObject({ status: "fulfilled", overdue: false });
    expect(await told(world.lead)).toMatchObject({ kind: "evidence_fulfilled", link: `/reviews/${response_id}` });
    expect((await getWaiting(world.client.caller, {})).requests).toBe(before.requests);
    const trail = await world.sql<{ use_case: string }>(
      "select use_case from audit_log where table_name = 'evidence_requests' and record_id = $1 order by id",
      [id],
    );
    expect(trail.map((row) => row.use_case)).toEqual(["assessment.evidence_request.create", "assessment.evidence.add"]);
  });

  it("may come before there is an answer, and is fulfilled by the first that has a file", async () => {
    const about = question();
    const { id, response_id } = await request({ question_id: about.question_id });
    expect(response_id).toBeNull();
    const { messages } = await getThread(world.client.caller, { product_id: product.id });
    expect(messages.at(-1)!.comment).toContain(`“${questions[next - 1]!.text}”`);
    const answered = await answer(about);
    expect(await statusOf(id)).toMatchObject({ status: "open", response_id: answered });
    const { evidence } = await upload("linked by a save", { productId: product.id });
    await answer(about, { evidence_ids: [evidence.id] });
    expect(await statusOf(id)).toMatchObject({ status: "fulfilled", response_id: answered });
  });

  it("is fulfilled by a file that was there before, and by nothing of another answer", async () => {
    const [one, other] = [question(), question()];
    const [first, second] = [await answer(one), await answer(other)];
    const { evidence } = await upload("reused", { productId: product.id });
    const wanted = await request({ response_id: first });
    await attachEvidence(world.client.caller, { response_id: second, evidence_id: evidence.id });
    expect(await statusOf(wanted.id)).toMatchObject({ status: "open" });
    await attachEvidence(world.client.caller, { response_id: first, evidence_id: evidence.id });
    expect(await statusOf(wanted.id)).toMatchObject({ status: "fulfilled" });
  });

  it("is declined with words, or withdrawn, once", async () => {
    const response_id = await answer(question());
    const declined = await request({ response_id });
    const decline = { request_id: declined.id, status: "declined" as const };
    await expect(resolveEvidenceRequest(world.client.caller, decline)).rejects.toMatchObject({ code: "invalid" });
    const stale = { ...decline, text: "No.", version: 7 };
    await expect(resolveEvidenceRequest(world.client.caller, stale)).rejects.toMatchObject({ code: "stale_version" });
    await resolveEvidenceRequest(world.client.caller, { ...decline, text: "It is kept by the group." });
    expect(await told(world.lead)).toMatchObject({ kind: "evidence_declined", detail: "It is kept by the group." });
    const { messages } = await getThread(world.client.caller, { product_id: product.id, response_id });
    expect(messages.at(-1)).toMatchObject({
      comment: "Declined: It is kept by the group.",
      parent_comment_id: declined.comment_id,
    });
    const withdrawn = await request({ response_id });
    const withdraw = { request_id: withdrawn.id, status: "withdrawn" as const };
    await expect(resolveEvidenceRequest(world.client.caller, withdraw)).rejects.toMatchObject({ code: "forbidden" });
    const both = [
      resolveEvidenceRequest(world.lead.caller, withdraw),
      resolveEvidenceRequest(world.superuser.caller, withdraw),
    ];
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
  });

  it("is refused about an approved answer, elsewhere, and by who may not", async () => {
    const response_id = await answer(question());
    await expect(request({ response_id }, world.client)).rejects.toMatchObject({ code: "forbidden" });
    await expect(request({ response_id }, world.strangersLead)).rejects.toMatchObject({ code: "not_found" });
    await expect(request({})).rejects.toMatchObject({ code: "invalid" });
    await expect(request({ question_id: 999_999 })).rejects.toMatchObject({ code: "invalid" });
    await world.sql("update questionnaire_responses set status = 'approved' where id = $1", [response_id]);
    await expect(request({ response_id })).rejects.toMatchObject({ code: "locked" });
  });
});

describe("a client's question", () => {
  it("waits for the lead, and is answered in the thread", async () => {
    const response_id = await answer(question());
    const before = (await getWaiting(world.lead.caller, {})).requests;
    const { id } = await ask({ response_id });
    expect(await told(world.lead)).toMatchObject({ kind: "evidence_asked", link: `/reviews/${response_id}` });
    const home = await getLeadHome(world.lead.caller, {});
    expect(home.questionCount).toBe(before + 1);
    expect(home.questions[0]).toMatchObject({ id, can: { answer: true, withdraw: false } });
    const reply = { request_id: id, status: "answered" as const, text: "With its date, yes." };
    await expect(resolveEvidenceRequest(world.client.caller, reply)).rejects.toMatchObject({ code: "forbidden" });
    const wrong = { ...reply, status: "declined" as const };
    await expect(resolveEvidenceRequest(world.superuser.caller, wrong)).rejects.toMatchObject({ code: "invalid" });
    expect(await resolveEvidenceRequest(world.lead.caller, reply)).toMatchObject({ status: "answered" });
    expect(await told(world.client)).toMatchObject({ kind: "evidence_answered", detail: "With its date, yes." });
    expect((await getWaiting(world.lead.caller, {})).requests).toBe(before);
  });

  it("is not ended by a file, and may be withdrawn by who asked", async () => {
    const response_id = await answer(question());
    const { id } = await ask({ response_id });
    await upload("something", { responseId: response_id });
    expect(await statusOf(id)).toMatchObject({ status: "open" });
    const withdraw = { request_id: id, status: "withdrawn" as const };
    await expect(resolveEvidenceRequest(world.lead.caller, withdraw)).rejects.toMatchObject({ code: "forbidden" });
    await resolveEvidenceRequest(world.client.caller, withdraw);
    expect(await statusOf(id)).toMatchObject({ status: "withdrawn" });
  });

  it("is asked by those who answer alone", async () => {
    const about = question();
    for (const person of [world.colleague, world.lead]) {
      await expect(ask(about, person)).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(ask(about, world.stranger)).rejects.toMatchObject({ code: "not_found" });
  });
});

it("is listed page by page, with as many statements for many as for one", async () => {
  const list = (limit: number, cursor?: string) =>
    listEvidenceRequests(world.client.caller, { product_id: product.id, limit, cursor });
  const all = (await list(200)).requests.map(({ id }) => id);
  const first = await list(3);
  const rest = await list(200, first.next_cursor!);
  expect([...first.requests, ...rest.requests].map(({ id }) => id)).toEqual(all);
  expect(all.length).toBeGreaterThan(5);
  expect(await countStatements(() => list(200))).toBe(await countStatements(() => list(1)));
  expect((await listEvidenceRequests(world.stranger.caller, {})).requests).toEqual([]);
});
