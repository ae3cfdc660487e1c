import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { addSubmitted } from "@/e2e/support/answered";
import { countStatements } from "@/e2e/support/count-statements";
import { png } from "@/e2e/support/files";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { getSnapshot } from "./get-snapshot";
import { listSnapshots } from "./list-snapshots";
import { saveLeadComment } from "./save-lead-comment";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";
import { contentHash, type SnapshotContent } from "./snapshot-content";
import { storeEvidence } from "./store-evidence";
import { submitResponses as submit } from "./submit-responses";
import { updateProduct } from "./update-product";
import { verifySnapshot } from "./verify-snapshot";

const world = useWorld();
useStore();

/** A product of which two answers with a file were handed in, and its snapshot. */
async function addSnapshot() {
  const product = await addSubmitted(world, 0);
  const [first, second] = product.questions;
  const { response_id } = await save(world.client.caller, {
    product_id: product.id,
    question_id: first!.id,
    option_id: first!.options[1]!.id,
    comment: "Zwölf Läufe, „grün“",
  });
  await storeEvidence(world.client.caller, {
    responseId: response_id,
    filename: "a.png",
    stream: Readable.from([png(1)]),
  });
  await save(world.client.caller, { product_id: product.id, question_id: second!.id, answer: "In words" });
  await submit(world.client.caller, { product_id: product.id });
  const [snapshot] = (await listSnapshots(world.client.caller, { product_id: product.id })).snapshots;
  return { ...product, response: response_id, snapshot: snapshot! };
}

const verify = (snapshot_id: number) => verifySnapshot(world.lead.caller, { snapshot_id });

/** Changes what nobody can change: as the owner of the database, with the guards off. */
async function tamper(table: string, guard: string, change: string, values: unknown[]) {
  await world.sql(`alter table ${table} disable trigger ${guard}`);
  try {
    await world.sql(change, values);
  } finally {
    await world.sql(`alter table ${table} enable trigger ${guard}`);
  }
}

describe("a snapshot", () => {
  it("holds the answers by their revisions, without a copy of their texts", async () => {
    const { snapshot, response, questions } = await addSnapshot();
    expect(snapshot).toMatchObject({
      cause: "submit",
      round: 1,
      content_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const [row] = await world.sql<{ answers: unknown[][]; taken_by: number }>(
      "select answers, taken_by from snapshots where id = $1",
      [snapshot.id],
    );
    expect(row!.taken_by).toBe(world.client.id);
    expect(row!.answers[0]).toEqual([response, 3, "submitted", questions[0]!.id, expect.stringMatching(/^[\w-]{12}$/)]);
    expect(JSON.stringify(row!.answers)).not.toContain("Zwölf");
    const [trail] = await world.sql<{ new_values: object }>(
      "select new_values from audit_log where table_name = 'snapshots' and record_id = $1",
      [snapshot.id],
    );
    expect(Object.keys(trail!.new_values)).toContain("content_hash");
    expect(Object.keys(trail!.new_values)).not.toContain("answers");
  });

  it("is read back as it was, whatever was answered since, and its hash can be computed by anyone", async () => {
    const { id, snapshot, questions } = await addSnapshot();
    await save(world.client.caller, { product_id: id, question_id: questions[1]!.id, answer: "Something else" });
    await updateProduct(world.client.caller, { product_id: id, name: `Renamed ${id}` });
    const read = await getSnapshot(world.lead.caller, { product_id: id, snapshot_id: snapshot.id });
    expect(read.unaltered).toBe(true);
    expect(read.answers).toMatchObject([
      { comment: "Zwölf Läufe, „grün“", evidence: [expect.stringMatching(/^[0-9a-f]{64}$/)], status: "submitted" },
      { answer: "In words" },
    ]);
    const content = Object.fromEntries(
      (
        [
          "product_id",
          "questionnaire_version_id",
          "round",
          "cause",
          "taken_at",
          "overall_score",
          "validated_score",
          "coverage",
          "validated_coverage",
          "scores",
          "answers",
        ] as const
      ).map((name) => [name, read[name]]),
    ) as unknown as SnapshotContent;
    expect(contentHash(content)).toBe(snapshot.content_hash);
    expect(await verify(snapshot.id)).toMatchObject({
      state: "unaltered",
      altered: [],
      computed_hash: snapshot.content_hash,
    });
  });

  it("says which answer was tampered with", async () => {
    const { snapshot, response } = await addSnapshot();
    const change = "update response_revisions set answer = answer || '!' where response_id = $1 and version = 3";
    await tamper("response_revisions", "append_only", change, [response]);
    expect(await verify(snapshot.id)).toMatchObject({
      state: "altered",
      altered: [{ response_id: response, version: 3, problem: "changed", question: expect.any(String) }],
    });
  });

  it("says that its figures were tampered with, and that an answer is gone", async () => {
    const figures = await addSnapshot();
    await tamper("snapshots", "immutable", "update snapshots set overall_score = 5 where id = $1", [
      figures.snapshot.id,
    ]);
    expect(await verify(figures.snapshot.id)).toMatchObject({ state: "altered", altered: [] });
    const gone = await addSnapshot();
    await tamper(
      "response_revisions",
      "append_only",
      "delete from response_revisions where response_id = $1 and version = 3",
      [gone.response],
    );
    expect(await verify(gone.snapshot.id)).toMatchObject({
      state: "altered",
      altered: [{ response_id: gone.response, problem: "missing" }],
    });
  });

  it("is changed and deleted by nobody, its revisions neither", async () => {
    const { snapshot, response } = await addSnapshot();
    for (const attempt of [
      `update snapshots set overall_score = 5 where id = ${snapshot.id}`,
      `update snapshots set content_hash = 'x' where id = ${snapshot.id}`,
      `delete from snapshots where id = ${snapshot.id}`,
      `update response_revisions set answer = 'x' where response_id = ${response}`,
      `delete from response_revisions where response_id = ${response}`,
    ])
      await expect(world.sql(attempt), attempt).rejects.toMatchObject({ code: "42501" });
  });

  it("goes along with its answer set to a new owner, and holds", async () => {
    const { id, snapshot } = await addSnapshot();
    await updateProduct(world.client.caller, { product_id: id, owner_id: world.colleague.id });
    const { snapshots } = await listSnapshots(world.colleague.caller, { product_id: id });
    expect(snapshots).toMatchObject([{ id: snapshot.id, user_id: world.colleague.id }]);
    expect((await verify(snapshot.id)).state).toBe("unaltered");
  });

  it("of before snapshots had answers says so", async () => {
    const { id } = await addSnapshot();
    const [old] = await world.sql<{ id: number }>(
      `insert into snapshots (organization_id, product_id, user_id, cause, overall_score, coverage, validated_coverage, scores)
       values ($1, $2, $3, 'review', 2, 0.5, 0, '[]') returning id`,
      [world.acme, id, world.client.id],
    );
    expect(await verify(old!.id)).toMatchObject({ state: "unrecorded", content_hash: null });
    expect(await getSnapshot(world.client.caller, { product_id: id, snapshot_id: old!.id })).toMatchObject({
      answers: null,
      unaltered: null,
    });
  });

  it("is taken when the last answer that waits is judged", async () => {
    const product = await addSubmitted(world, 2);
    for (const response_id of product.responses)
      await saveLeadComment(world.lead.caller, {
        product_id: product.id,
        response_id,
        response_version: 2,
        status: "approved",
        comment: "",
      });
    const { snapshots } = await listSnapshots(world.lead.caller, { product_id: product.id });
    expect(snapshots.map(({ cause }) => cause)).toEqual(["review", "submit"]);
    const review = await getSnapshot(world.lead.caller, { product_id: product.id, snapshot_id: snapshots[0]!.id });
    expect(review.answers!.map(({ status, version }) => [status, version])).toEqual([
      ["approved", 2],
      ["approved", 2],
    ]);
    expect(review).toMatchObject({ unaltered: true, validated_score: 2 });
  });

  it("is not found by those who do not reach it, nor through another product", async () => {
    const { id, snapshot } = await addSnapshot();
    const other = await addSnapshot();
    for (const caller of [world.stranger.caller, world.strangersLead.caller, world.analyst.caller]) {
      await expect(verifySnapshot(caller, { snapshot_id: snapshot.id })).rejects.toMatchObject({ code: "not_found" });
      await expect(listSnapshots(caller, { product_id: id })).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(
      getSnapshot(world.client.caller, { product_id: other.id, snapshot_id: snapshot.id }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("lists page by page, and costs the same number of statements whatever it holds", async () => {
    const small = await addSubmitted(world, 1);
    const large = await addSubmitted(world, 25);
    const { snapshots } = await listSnapshots(world.client.caller, { product_id: large.id });
    const [one] = (await listSnapshots(world.client.caller, { product_id: small.id })).snapshots;
    const cost = (id: number) => countStatements(() => verify(id));
    expect(await cost(snapshots[0]!.id)).toBe(await cost(one!.id));
    await save(world.client.caller, { product_id: large.id, question_id: large.questions[30]!.id, answer: "C" });
    await submit(world.client.caller, { product_id: large.id });
    const first = await listSnapshots(world.client.caller, { product_id: large.id, limit: 1 });
    const second = await listSnapshots(world.client.caller, {
      product_id: large.id,
      limit: 1,
      cursor: first.next_cursor!,
    });
    expect([first.snapshots[0]!.id > second.snapshots[0]!.id, second.next_cursor]).toEqual([true, null]);
  });
});
