import { describe, expect, it } from "vitest";
import { countStatements } from "@/e2e/support/count-statements";
import { addTyped } from "@/e2e/support/typed-questionnaire";
import { pieces } from "@/e2e/support/files";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { detachEvidence } from "./detach-evidence";
import { getProductResponses } from "./get-product-responses";
import { getResponseHistory } from "./get-response-history";
import { saveLeadComment } from "./save-lead-comment";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";
import { storeEvidence } from "./store-evidence";
import { submitResponses } from "./submit-responses";

const world = useWorld();
useStore();
type Input = Parameters<typeof save>[1];

async function open() {
  const product = await addTyped(world.sql, world.client);
  const of = (code: string) => ({ product_id: product.id, question_id: product.questions[code]!.id });
  return {
    ...product,
    of,
    ids: (code: string) => product.questions[code]!.options.map(({ id }) => id),
    answer: (code: string, rest: Omit<Input, "product_id">) => save(world.client.caller, { ...of(code), ...rest }),
    stored: async (responseId: number) =>
      (
        await world.sql<Record<string, unknown>>(
          "select option_id, option_ids, answer, maturity_score, score_source, asked from questionnaire_responses where id = $1",
          [responseId],
        )
      )[0],
  };
}

const refused = (path: string) => ({ code: "invalid", extras: { fields: [{ path }] } });

describe("several options", () => {
  it("are kept, said as one text and scored by their sum", async () => {
    const product = await open();
    const [unit, , secrets] = product.ids("B2");
    const saved = await product.answer("B2", { option_ids: [secrets!, unit!] });
    expect(saved).toMatchObject({ maturity_score: 4.25, score_source: "option" });
    expect(await product.stored(saved.response_id)).toMatchObject({
      option_id: null,
      option_ids: [unit, secrets],
      answer: "Unit tests; Search for secrets",
    });
  });

  it("add up to 5 at most", async () => {
    const product = await open();
    expect(await product.answer("B2", { option_ids: product.ids("B2") })).toMatchObject({ maturity_score: 5 });
  });

  it("may be none of them, which is an answer, unlike a cleared one", async () => {
    const product = await open();
    const none = await product.answer("B2", { option_ids: [] });
    expect(none).toMatchObject({ maturity_score: 0, score_source: "option" });
    expect(await product.stored(none.response_id)).toMatchObject({ option_ids: [], answer: "None of these" });
    const cleared = await product.answer("B2", { answer: "", partial: true });
    expect(await product.stored(cleared.response_id)).toMatchObject({
      option_ids: null,
      answer: "",
      maturity_score: null,
    });
  });

  it("are named by letters, by texts, and one by its id", async () => {
    const product = await open();
    const [unit, statically, secrets] = product.ids("B2");
    const chosen = async (rest: Omit<Input, "product_id">) =>
      (await product.stored((await product.answer("B2", rest)).response_id))!.option_ids;
    expect(await chosen({ answer: "A, C" })).toEqual([unit, secrets]);
    expect(await chosen({ answer: "static analysis; Search for secrets" })).toEqual([statically, secrets]);
    expect(await chosen({ answer: "none of these" })).toEqual([]);
    expect(await chosen({ option_id: statically })).toEqual([statically]);
  });

  it("are told apart by the history and the list of answers", async () => {
    const product = await open();
    const [unit, statically] = product.ids("B2");
    const { response_id } = await product.answer("B2", { option_ids: [unit!] });
    await product.answer("B2", { option_ids: [unit!, statically!] });
    const { revisions } = await getResponseHistory(world.client.caller, { response_id });
    expect(revisions.map(({ answer }) => answer)).toEqual(["Unit tests; Static analysis", "Unit tests"]);
    const listed = JSON.parse(await getProductResponses(world.client.caller, { product_id: product.id })) as {
      responses: object[];
    };
    expect(listed.responses[0]).toMatchObject({ option_id: null, option_ids: [unit, statically] });
  });
});

describe("an answer that is none of its type", () => {
  const cases: [string, Partial<Input>, string][] = [
    ["B1", { answer: "Perhaps" }, "answer"],
    ["B1", { option_ids: [1] }, "option_ids"],
    ["B2", { answer: "Unit tests and others" }, "answer"],
    ["B2", { option_ids: [2_000_000] }, "option_ids"],
    ["B3", { answer: "twelve" }, "answer"],
    ["B3", { answer: "1,5" }, "answer"],
    ["B3", { option_id: 1 }, "option_id"],
    ["R1", { answer: "yesterday" }, "answer"],
    ["R1", { answer: "2026-02-30" }, "answer"],
    ["R2", { option_id: 1 }, "option_id"],
    ["R3", { option_ids: [1] }, "option_ids"],
  ];
  it.each(cases)("is refused of %s: %j", async (code, given, path) => {
    const product = await open();
    await expect(product.answer(code, given as Input)).rejects.toMatchObject(refused(path));
    expect(await world.sql("select id from questionnaire_responses where product_id = $1", [product.id])).toEqual([]);
  });

  it("is refused beside another way to say it", async () => {
    const product = await open();
    const [unit] = product.ids("B2");
    await expect(product.answer("B2", { option_id: unit, option_ids: [unit!] })).rejects.toMatchObject(
      refused("option_ids"),
    );
  });
});

it("scores a number by its band and a yes by its option, a date not at all, and lets a given score win", async () => {
  const product = await open();
  expect(await product.answer("B1", { answer: "TRUE" })).toMatchObject({ maturity_score: 5, score_source: "option" });
  expect(await product.answer("B1", { answer: "n" })).toMatchObject({ maturity_score: 0 });
  const number = await product.answer("B3", { answer: " 7.50 " });
  expect(number).toMatchObject({ maturity_score: 2.5, score_source: "option" });
  expect(await product.stored(number.response_id)).toMatchObject({ option_id: product.ids("B3")[1], answer: "7.5" });
  expect(await product.answer("B3", { answer: "-1" })).toMatchObject({ maturity_score: null, score_source: "none" });
  const date = await product.answer("R1", { answer: "2026-03-31" });
  expect(date).toMatchObject({ maturity_score: null, score_source: "none" });
  expect(await product.answer("R1", { answer: "2026-04-01", maturity_score: 3 })).toMatchObject({
    maturity_score: 3,
    score_source: "provided",
  });
  expect(await product.answer("R2", { answer: "Every release is documented and reviewed." })).toMatchObject({
    score_source: "suggested",
  });
});

describe("required evidence", () => {
  const proof = async (product: { id: number }) =>
    (
      await storeEvidence(world.client.caller, {
        productId: product.id,
        filename: "proof.txt",
        stream: pieces("proof"),
      })
    ).evidence.id;

  it("holds back an answer without any, alone and with others, and says which", async () => {
    const product = await open();
    await expect(product.answer("R3", { answer: "B", submit: true })).rejects.toMatchObject(refused("submit"));
    const { response_id } = await product.answer("R3", { answer: "B" });
    await product.answer("R1", { answer: "2026-03-31" });
    const done = await submitResponses(world.client.caller, { product_id: product.id });
    expect(done).toMatchObject({
      submitted: 1,
      without_evidence: [{ response_id, question_id: product.questions.R3!.id, text: "Who may release?" }],
    });
    await product.answer("R3", { evidence_ids: [await proof(product)], partial: true });
    expect(await submitResponses(world.client.caller, { product_id: product.id })).toMatchObject({
      submitted: 1,
      without_evidence: [],
    });
  });

  it("keeps its last file while the answer is handed in", async () => {
    const product = await open();
    const file = await proof(product);
    const { response_id } = await product.answer("R3", { answer: "B", evidence_ids: [file], submit: true });
    const last = { response_id, evidence_id: file };
    await expect(detachEvidence(world.client.caller, last)).rejects.toMatchObject({ code: "conflict" });
    const other = await storeEvidence(world.client.caller, {
      responseId: response_id,
      filename: "b.txt",
      stream: pieces("b"),
    });
    expect(await detachEvidence(world.client.caller, last)).toMatchObject({ evidence: [{ id: other.evidence.id }] });
  });

  it("is not asked of what does not apply", async () => {
    const product = await open();
    const skip = { not_applicable: true, not_applicable_reason: "Nobody releases", submit: true };
    expect(await product.answer("R3", skip)).toMatchObject({ status: "submitted" });
  });
});

it("notices another choice of several when an answer was sent back", async () => {
  const product = await open();
  const [unit, statically] = product.ids("B2");
  await product.answer("B1", { answer: "Yes" });
  const sent = await product.answer("B2", { option_ids: [unit!], submit: true });
  const verdict = { product_id: product.id, response_id: sent.response_id, comment: "Is that all?" };
  await saveLeadComment(world.lead.caller, { ...verdict, response_version: sent.version, status: "needs_revision" });
  await expect(product.answer("B2", { option_ids: [unit!], submit: true })).rejects.toMatchObject({ code: "invalid" });
  expect(await product.answer("B2", { option_ids: [unit!, statically!], submit: true })).toMatchObject({
    status: "submitted",
  });
});

it("costs a save no statement more than one of a stage", async () => {
  const product = await open();
  await product.answer("R1", { answer: "2026-01-01" });
  const day = await countStatements(() => product.answer("R1", { answer: "2026-01-02" }));
  await product.answer("R3", { answer: "A" });
  expect(await countStatements(() => product.answer("R3", { answer: "B" }))).toBe(day);
});
