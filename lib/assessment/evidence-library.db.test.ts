import { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { evidenceExpiring } from "@/db/queries/assessment/due/evidence";
import { addAnswered } from "@/e2e/support/answered";
import { dueOn } from "@/e2e/support/due";
import { countStatements } from "@/e2e/support/count-statements";
import { png } from "@/e2e/support/files";
import { addTyped } from "@/e2e/support/typed-questionnaire";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { today } from "@/lib/kernel/today";
import { openEvidence } from "@/lib/vault/open-evidence";
import { sweepStaged } from "@/lib/vault/sweep-staged";
import { attachEvidence } from "./attach-evidence";
import { closeRound } from "./close-round";
import { getEvidenceDocument } from "./get-evidence-document";
import { listEvidenceLibrary } from "./list-evidence-library";
import { moveEvidence } from "./move-evidence";
import { saveQuestionnaireResponse } from "./save-questionnaire-response";
import { storeLibraryEvidence, type LibraryUpload } from "./store-library-evidence";
import { updateEvidence } from "./update-evidence";

const world = useWorld();
useStore();
let product: Awaited<ReturnType<typeof addAnswered>>;
beforeAll(async () => {
  product = await addAnswered(world, 6);
});

const keep = async (filename: string, content: string | Buffer, more: Partial<LibraryUpload> = {}, by = world.client) =>
  (
    await storeLibraryEvidence(by.caller, {
      filename,
      organizationId: more.replacesId ? undefined : by.organizationId,
      stream: Readable.from([Buffer.from(content)]),
      ...more,
    })
  ).evidence;
const list = (input: z.input<typeof listEvidenceLibrary.input> = {}, by = world.client) =>
  listEvidenceLibrary(by.caller, input);
const names = async (input: z.input<typeof listEvidenceLibrary.input> = {}) =>
  (await list(input)).evidence.map(({ filename }) => filename);
const link = (evidence_id: number, at: number) =>
  attachEvidence(world.client.caller, { response_id: product.responses[at]!, evidence_id });
const day = (days: number) => today(new Date(Date.now() + days * 86_400_000));

describe("the library", () => {
  it("finds a file by name, title and description, by kind, by use and by what expires", async () => {
    const review = await keep("access-review_2026.txt", "reviewed");
    const picture = await keep("dashboard.png", png(3));
    const table = await keep("assets.csv", "a,b\n1,2\n");
    await updateEvidence(world.client.caller, {
      evidence_id: table.id,
      title: "Inventory of servers",
      description: "Exported weekly",
      expires_on: day(5),
    });
    await link(review.id, 0);
    await link(review.id, 1);
    expect(await names({ q: "REVIEW 202" })).toEqual(["access-review_2026.txt"]);
    expect(await names({ q: "invent serv" })).toEqual(["assets.csv"]);
    expect(await names({ q: "weekly" })).toEqual(["assets.csv"]);
    expect(await names({ q: "' | :*" })).toHaveLength(3);
    expect(await names({ kind: "image" })).toEqual(["dashboard.png"]);
    expect(await names({ kind: "table" })).toEqual(["assets.csv"]);
    expect(await names({ used: false })).toEqual(["assets.csv", "dashboard.png"]);
    expect(await names({ used: true })).toEqual(["access-review_2026.txt"]);
    expect(await names({ product_id: product.id })).toEqual(["access-review_2026.txt"]);
    expect(await names({ expiring: true })).toEqual(["assets.csv"]);
    expect((await list({ used: true })).evidence[0]).toMatchObject({
      used_by: 2,
      edition: 1,
      uploaded_by: "client Test",
    });
    expect(picture).toMatchObject({ media_type: "image/png", title: "", expires_on: null, replaced: false });
  });

  it("is of the organization alone, and read by its leads", async () => {
    expect((await list({}, world.colleague)).evidence).toHaveLength(3);
    expect((await list({}, world.lead)).evidence).toHaveLength(3);
    expect((await list({ organization_id: world.acme }, world.stranger)).evidence).toEqual([]);
  });

  it("pages by place, with as many statements for many as for one", async () => {
    const all = (await list()).evidence.map(({ id }) => id);
    const first = await list({ limit: 2 });
    const rest = await list({ cursor: first.next_cursor! });
    expect([...first.evidence, ...rest.evidence].map(({ id }) => id)).toEqual(all);
    expect(await countStatements(() => list({ limit: 1 }))).toBe(await countStatements(() => list()));
    const [used, unused] = [(await list({ used: true })).evidence[0]!, (await list({ used: false })).evidence[0]!];
    const read = (id: number) => () => getEvidenceDocument(world.client.caller, { evidence_id: id });
    expect(await countStatements(read(used.id))).toBe(await countStatements(read(unused.id)));
  });

  it("keeps the same file once, and keeps it without an answer", async () => {
    const first = await keep("policy.txt", "the policy");
    const again = await keep("policy.txt", "the policy");
    expect(again.id).toBe(first.id);
    await sweepStaged(new Date(Date.now() + 3 * 86_400_000));
    expect(await names({ q: "policy" })).toEqual(["policy.txt"]);
  });

  it("refuses what the vault refuses, and whoever may not", async () => {
    await expect(keep("drawing.svg", "<svg onload='alert(1)'/>")).rejects.toMatchObject({
      code: "unsupported_media_type",
    });
    await expect(keep("page.txt", "<html><script>1</script></html>")).rejects.toMatchObject({
      code: "unsupported_media_type",
    });
    await expect(keep("a.txt", "a", { organizationId: world.acme }, world.lead)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(keep("a.txt", "a", { organizationId: world.acme }, world.stranger)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("what is written about a file", () => {
  it("changes for whoever saw the newest, and stands in the trail", async () => {
    const file = await keep("written.txt", "written");
    const change = { evidence_id: file.id, title: "Signed", version: file.version };
    expect(await updateEvidence(world.colleague.caller, change)).toMatchObject({ title: "Signed", version: 2 });
    await expect(updateEvidence(world.client.caller, change)).rejects.toMatchObject({
      code: "stale_version",
      extras: { details: { current: { title: "Signed" } } },
    });
    expect(await updateEvidence(world.client.caller, { evidence_id: file.id, expires_on: "" })).toMatchObject({
      title: "Signed",
      expires_on: null,
    });
    await expect(updateEvidence(world.lead.caller, { evidence_id: file.id, title: "x" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(updateEvidence(world.stranger.caller, { evidence_id: file.id, title: "x" })).rejects.toMatchObject({
      code: "not_found",
    });
    const trail = await world.sql<{ new_values: { title: string } }>(
      "select new_values from audit_log where table_name = 'evidence' and record_id = $1 and action = 'UPDATE' order by id",
      [file.id],
    );
    expect(trail[0]!.new_values.title).toBe("Signed");
  });
});

describe("editions", () => {
  it("replace one another one at a time, and the old stays readable", async () => {
    const first = await keep("test-report.txt", "of 2025");
    await updateEvidence(world.client.caller, {
      evidence_id: first.id,
      title: "Penetration test",
      expires_on: day(-3),
    });
    const two = ["of 2026, one", "of 2026, two"];
    const results = await Promise.allSettled(
      two.map((text) => keep("test-report.txt", text, { replacesId: first.id })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const won = results.find((result) => result.status === "fulfilled")!.value;
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict", extras: { details: { current: { id: won.id } } } },
    });
    expect(won).toMatchObject({ edition: 2, title: "Penetration test", expires_on: null });
    expect((await list({ q: "penetration" })).evidence.map(({ id }) => id)).toEqual([won.id]);
    expect(await names({ expiring: true })).not.toContain("test-report.txt");
    const document = await getEvidenceDocument(world.client.caller, { evidence_id: first.id });
    expect(document.editions.map(({ id, replaced }) => [id, replaced])).toEqual([
      [won.id, false],
      [first.id, true],
    ]);
    const { body } = await openEvidence(world.client.caller, { id: first.id });
    expect(await new Response(body).text()).toBe("of 2025");
    await expect(keep("test-report.txt", "of 2027", { replacesId: first.id })).rejects.toMatchObject({
      code: "conflict",
    });
    const same = results[0]!.status === "fulfilled" ? two[0]! : two[1]!;
    await expect(keep("test-report.txt", same, { replacesId: won.id })).rejects.toMatchObject({ code: "invalid" });
    expect(await keep("test-report.txt", "of 2027", { replacesId: won.id })).toMatchObject({ edition: 3 });
  });

  it("are moved to drafts in one action, leaving what was handed in or approved", async () => {
    const old = await keep("runbook.txt", "runbook 1");
    for (const at of [2, 3, 4]) await link(old.id, at);
    const [draft, submitted, approved] = product.responses.slice(2, 5) as [number, number, number];
    await world.sql("update questionnaire_responses set status = 'submitted' where id = $1", [submitted]);
    await world.sql("update questionnaire_responses set status = 'approved' where id = $1", [approved]);
    const newer = await keep("runbook.txt", "runbook 2", { replacesId: old.id });
    const uses = async () =>
      (await getEvidenceDocument(world.client.caller, { evidence_id: newer.id })).uses.map((use) => [
        use.response_id,
        use.edition,
        use.movable,
      ]);
    expect(await uses()).toEqual([
      [draft, 1, true],
      [submitted, 1, false],
      [approved, 1, false],
    ]);
    const move = { evidence_id: newer.id, response_ids: [draft, submitted, approved] };
    // A colleague who does not answer for the product moves nothing.
    expect(await moveEvidence(world.colleague.caller, move)).toEqual({ moved: [], left: move.response_ids });
    const statements = await countStatements(async () => {
      expect(await moveEvidence(world.client.caller, move)).toEqual({ moved: [draft], left: [submitted, approved] });
    });
    expect(statements).toBeLessThan(12);
    expect(await uses()).toEqual([
      [draft, 2, false],
      [submitted, 1, false],
      [approved, 1, false],
    ]);
    const revisions = await world.sql<{ evidence_ids: number[] }>(
      "select evidence_ids from response_revisions where response_id = $1 order by version desc limit 2",
      [draft],
    );
    expect(revisions.map((row) => row.evidence_ids)).toEqual([[newer.id], [old.id]]);
    await expect(moveEvidence(world.client.caller, { ...move, evidence_id: old.id })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(moveEvidence(world.lead.caller, move)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("change nothing else of the answers they move to, in the history either", async () => {
    const { id: product_id, questions } = await addTyped(world.sql, world.client);
    const { B1, B2 } = questions as Record<"B1" | "B2", (typeof questions)[string]>;
    const owner = world.client.caller;
    await saveQuestionnaireResponse(owner, { product_id, question_id: B1.id, answer: "Yes" });
    const option_ids = B2.options.slice(0, 2).map(({ id }) => id);
    const { response_id } = await saveQuestionnaireResponse(owner, { product_id, question_id: B2.id, option_ids });
    const old = await keep("checks.txt", "checks 1");
    await attachEvidence(owner, { response_id, evidence_id: old.id });
    const newer = await keep("checks.txt", "checks 2", { replacesId: old.id });
    expect(await moveEvidence(owner, { evidence_id: newer.id, response_ids: [response_id] })).toMatchObject({
      moved: [response_id],
    });
    const said = await world.sql(
      `select option_id, option_ids, answer, maturity_score, score_source, not_applicable, not_applicable_reason, comment, status
       from response_revisions where response_id = $1 order by version desc limit 2`,
      [response_id],
    );
    expect(said[0]).toMatchObject({ option_ids });
    expect(said[0]).toEqual(said[1]);
  });

  it("stay as they are where the round is closed", async () => {
    const { id: product_id, questions } = await addTyped(world.sql, world.client);
    const owner = world.client.caller;
    const { response_id } = await saveQuestionnaireResponse(owner, {
      ...{ product_id, question_id: questions.B1!.id, answer: "Yes" },
    });
    const old = await keep("restore.txt", "restore 1");
    await attachEvidence(owner, { response_id, evidence_id: old.id });
    const newer = await keep("restore.txt", "restore 2", { replacesId: old.id });
    const movable = async () =>
      (await getEvidenceDocument(owner, { evidence_id: newer.id })).uses.map((use) => use.movable);
    expect(await movable()).toEqual([true]);
    await closeRound(world.lead.caller, { product_id, number: 1 });
    expect(await movable()).toEqual([false]);
    expect(await moveEvidence(owner, { evidence_id: newer.id, response_ids: [response_id] })).toEqual({
      ...{ moved: [], left: [response_id] },
    });
  });
});

describe("who looked", () => {
  it("is named, but for who uploaded it", async () => {
    const file = await keep("looked-at.txt", "look");
    for (const person of [world.client, world.lead, world.lead, world.colleague]) {
      const { body } = await openEvidence(person.caller, { id: file.id });
      await body.cancel();
    }
    const { readers } = await getEvidenceDocument(world.client.caller, { evidence_id: file.id });
    expect(readers.map(({ user_id, times }) => [user_id, times])).toEqual([
      [world.colleague.id, 1],
      [world.lead.id, 2],
    ]);
    await expect(getEvidenceDocument(world.stranger.caller, { evidence_id: file.id })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

it("says what expires to whoever reminds: the owner of what it supports, else who uploaded it", async () => {
  const used = await keep("used.txt", "used");
  const unused = await keep("unused.txt", "unused", {}, world.colleague);
  for (const evidence_id of [used.id, unused.id]) {
    await updateEvidence(world.client.caller, { evidence_id, expires_on: "2020-05-31" });
  }
  await link(used.id, 5);
  const told = { organization_id: world.acme, due_on: "2020-05-31", stage: "week" };
  expect(await dueOn(evidenceExpiring, "2020-05-24")).toEqual([
    expect.objectContaining({
      ...told,
      user_id: world.client.id,
      title: "used.txt expires",
      link: `/evidence?document=${used.id}`,
    }),
    expect.objectContaining({ ...told, user_id: world.colleague.id, link: `/evidence?document=${unused.id}` }),
  ]);
  expect(await dueOn(evidenceExpiring, "2020-05-23")).toEqual([]);
});
