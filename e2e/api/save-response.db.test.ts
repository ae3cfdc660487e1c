import { describe, expect, it } from "vitest";
import { pdf } from "@/e2e/support/files";
import { file, form, useSaving } from "@/e2e/support/saving";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { closePool } from "@/lib/kernel/database";

const world = useWorld();
useStore();
const saving = useSaving(world);
const { save, fresh, rowsOf } = saving;

describe("JSON", () => {
  it("creates, then updates, the one current answer", async () => {
    const question = fresh();
    const body = { product_id: saving.product.id, question: question.text, answer: "B" };
    const created = await save({ json: body });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      success: true,
      version: 1,
      status: "draft",
      maturity_score: 2,
      score_source: "option",
      evidence: [],
      overall_score: 2,
      maturity_level: "Developing",
    });
    const updated = await save({ json: { ...body, answer: "D", version: 1 } });
    expect([updated.status, updated.body.response_id, updated.body.version]).toEqual([
      200,
      created.body.response_id,
      2,
    ]);
    const stale = await save({ json: { ...body, answer: "C", version: 1 } });
    expect([stale.status, stale.body.code]).toEqual([409, "stale_version"]);
    expect(await rowsOf(question.id)).toHaveLength(1);
  });

  it("scores a free text by what it says, and says why", async () => {
    const question = saving.questions.find(({ text }) => text.startsWith("How are known vulnerabilities"))!;
    const answer = "Every build is scanned by automated and documented checks.";
    const { status, body } = await save({ json: { product_id: saving.product.id, question_id: question.id, answer } });
    expect([status, body.score_source]).toEqual([201, "suggested"]);
    expect(body.maturity_score).toBeGreaterThanOrEqual(4);
    expect(body.reasons.length).toBeGreaterThan(0);
  });

  it("keeps a given score, and leaves out what does not apply", async () => {
    const given = { product_id: saving.product.id, question_id: fresh().id, answer: "something", maturity_score: 5 };
    expect((await save({ json: given })).body).toMatchObject({ maturity_score: 5, score_source: "provided" });
    const without = { product_id: saving.product.id, question_id: fresh().id, not_applicable: true };
    expect((await save({ json: without })).status).toBe(422);
    const applied = await save({ json: { ...without, not_applicable_reason: "We host nothing ourselves." } });
    expect([applied.status, applied.body.maturity_score]).toEqual([201, null]);
  });

  it("takes numbers and flags as forms write them, and nothing else of another type", async () => {
    const question = fresh();
    const body = { product_id: String(saving.product.id), question_id: question.id, answer: "A", submit: "false" };
    expect((await save({ json: body })).status).toBe(201);
    for (const [field, value] of [
      ["product_id", 1.5],
      ["product_id", true],
      ["question_id", "1e3"],
      ["maturity_score", 6],
      ["answer", 7],
      ["submit", "perhaps"],
      ["submit", 2],
      ["version", []],
    ] as const) {
      const refused = await save({ json: { ...body, [field]: value } });
      expect([field, refused.status, refused.body.errors?.[0]?.path]).toEqual([field, 422, field]);
    }
  });
});

describe("a form", () => {
  it("saves like JSON, leaving out empty fields", async () => {
    const question = fresh();
    const body = new URLSearchParams({
      product_id: String(saving.product.id),
      question: question.text,
      answer: "C",
      option_id: "",
      maturity_score: "",
      comment: "",
      submit: "",
      version: "",
    });
    const { status, body: saved } = await save({ body });
    expect([status, saved.maturity_score]).toEqual([201, 3]);
  });

  it("refuses a field given twice", async () => {
    const twice = await save({
      body: `product_id=${saving.product.id}&answer=A&answer=B&question_id=${fresh().id}`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect([twice.status, twice.body.code]).toEqual([400, "malformed"]);
  });
});

describe("Idempotency-Key", () => {
  it("makes one answer of fifty calls at once, and says the same to each", async () => {
    const question = fresh();
    const json = { product_id: saving.product.id, question_id: question.id, answer: "B", comment: "once" };
    const headers = { "idempotency-key": "fifty" };
    const answers = await Promise.all(Array.from({ length: 50 }, () => save({ json, headers })));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
    expect(await rowsOf(question.id)).toMatchObject([{ version: 1 }]);
    await closePool(); // as after a process that ended with its answer unsent: the next one has the first answer
    expect((await save({ json, headers })).text).toBe(answers[0]!.text);
    const other = await save({ json: { ...json, answer: "C" }, headers });
    expect([other.status, other.body.errors[0].path]).toEqual([422, "Idempotency-Key"]);
    expect((await save({ json, headers: { "idempotency-key": "x".repeat(201) } })).status).toBe(400);
  });

  it("holds for files, by their content", async () => {
    const question = fresh();
    const body = (content = pdf("once")) =>
      form(
        ["product_id", String(saving.product.id)],
        ["question_id", String(question.id)],
        ["answer", "B"],
        ["evidence", file(content), "a.pdf"],
      );
    const headers = { "idempotency-key": "files" };
    const first = await save({ body: body(), headers });
    const again = await save({ body: body(), headers });
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect((await save({ body: body(pdf("other")), headers })).status).toBe(422);
    const kept = await world.sql("select count(*) from evidence where filename = 'a.pdf' and sha256 = $1", [
      first.body.evidence[0].sha256,
    ]);
    expect(kept).toEqual([{ count: 1 }]);
  });

  it("forgets a call that was refused", async () => {
    const question = fresh();
    const headers = { "idempotency-key": "refused" };
    const json = { product_id: saving.product.id, question_id: question.id, answer: "A", option_id: 1 };
    expect((await save({ json, headers })).status).toBe(422);
    expect((await save({ json: { ...json, option_id: undefined }, headers })).status).toBe(201);
  });
});
