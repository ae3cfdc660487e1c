import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { addProduct } from "@/e2e/support/assessed";
import { countStatements } from "@/e2e/support/count-statements";
import { csvOf, sammZip } from "@/e2e/support/questionnaire-files";
import { addTyped } from "@/e2e/support/typed-questionnaire";
import { anonymous, useWorld } from "@/e2e/support/world";
import type { Caller } from "@/lib/kernel/actor";
import { checkScores } from "./check-scores";
import { closeRound } from "./close-round";
import { exportAnswers } from "./export-answers";
import { importAnswersFile } from "./import-answers";
import type { ImportAnswersOptions } from "./offline/import-options";
import { newDimension, newDocument, newOption, newQuestion, newSection } from "./import/build";
import { readQuestionnaire } from "./import/read-questionnaire";
import { importQuestionnaire } from "./import-questionnaire";
import { publishQuestionnaireVersion } from "./publish-questionnaire-version";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";
import { columns, type Column } from "./offline/columns";

const world = useWorld();
const client = () => world.client.caller;

async function* streamOf(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 5_000) yield bytes.subarray(at, at + 5_000);
}
const bring = (product: number, bytes: Buffer | string, options: ImportAnswersOptions = {}, caller = client()) =>
  importAnswersFile(caller, product, { stream: streamOf(Buffer.from(bytes)) }, options);
const bytesOf = async (product: number, format: "xlsx" | "csv" | "samm" = "xlsx", caller = client()) =>
  Buffer.from((await exportAnswers(caller, { product_id: product, format })).body);

/** Edits cells of an exported workbook, by question code. */
async function edited(bytes: Buffer, edits: Record<string, Partial<Record<Column, ExcelJS.CellValue>>>) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  const sheet = workbook.getWorksheet("Answers")!;
  const at = (key: string) => columns.findIndex((column) => column.key === key) + 1;
  sheet.eachRow((row) => {
    const edit = edits[String(row.getCell(at("code")).value)];
    for (const [key, value] of Object.entries(edit ?? {})) row.getCell(at(key)).value = value;
  });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

async function open(model?: string) {
  const product = await addTyped(world.sql, world.client, model);
  const answer = (code: string, said: string, rest: object = {}) =>
    save(client(), { product_id: product.id, question_id: product.questions[code]!.id, answer: said, ...rest });
  return {
    ...product,
    answer,
    agrees: async () =>
      expect(await checkScores(world.superuser.caller, { product_id: product.id })).toEqual({
        ok: true,
        disagreements: [],
      }),
    stored: async () =>
      Object.fromEntries(
        (
          await world.sql<{ code: string; said: string }>(
            `select q.code, concat_ws('|', r.answer, r.maturity_score, r.not_applicable_reason, r.comment, r.status, r.version, r.asked) as said
             from questionnaire_responses r join questions q on q.id = r.question_id where r.product_id = $1`,
            [product.id],
          )
        ).map(({ code, said }) => [code, said]),
      ),
  };
}

/** A product with an answer of every kind. */
async function filled(model?: string) {
  const product = await open(model);
  await product.answer("B1", "Yes");
  await product.answer("B2", "A, C");
  await product.answer("B3", "12.5");
  await product.answer("R1", "2026-03-31");
  await product.answer("R2", "=1+1; we sign\nall of it");
  const { id, options } = product.questions.R3!;
  const rest = { product_id: product.id, question_id: id, comment: "-5 is no formula" };
  await save(client(), { ...rest, option_id: options[1]!.id, answer: "By two people" });
  await save(client(), {
    product_id: product.id,
    question_id: product.questions.C2!.id,
    not_applicable: true,
    not_applicable_reason: "There are none",
  });
  return product;
}

describe("a file of answers", () => {
  it("changes nothing when it comes back as it was, in any format, by whoever may answer", async () => {
    const product = await filled();
    const before = await product.stored();
    for (const format of ["xlsx", "csv"] as const)
      for (const caller of [client(), world.superuser.caller]) {
        const bytes = await bytesOf(product.id, format, caller);
        const done = await bring(product.id, bytes, {}, caller);
        expect(done).toMatchObject({ format, applied: 0, errors: [], warnings: [] });
        expect(done.counts).toEqual({ changed: 0, conflict: 0, refused: 0, unchanged: 8 });
      }
    expect(await product.stored()).toEqual(before);
  });

  it.each(["mean", "high_water", "samm"])("brings every edit, as saves would (%s)", async (model) => {
    const product = await filled(model);
    const edits = {
      B2: { answer: "b" },
      B3: { answer: 30, comment: "Counted" },
      R1: { not_applicable: "x", reason: "Restored elsewhere" },
      R2: { answer: "" },
      R3: { answer: "C) Written down\nin the handbook", comment: null },
      C2: { not_applicable: null, answer: "no" },
    };
    const bytes = await edited(await bytesOf(product.id), edits);
    const before = await product.stored();
    const preview = await bring(product.id, bytes, { dry_run: true });
    expect(await product.stored()).toEqual(before);
    // B2 no longer opens C2.
    expect(preview.counts).toEqual({ changed: 5, conflict: 0, refused: 1, unchanged: 2 });
    expect(preview.rows.find(({ code }) => code === "C2")).toMatchObject({
      outcome: "refused",
      problem: { message: "The question is not asked, by the answer it depends on." },
    });
    expect(preview.rows.find(({ code }) => code === "R3")).toMatchObject({
      place: "row 7",
      score_before: 2,
      score_after: 3,
      cells: [
        { field: "answer", current: "B) By hand\nBy two people", file: "C) Written down\nin the handbook" },
        { field: "comment", current: "-5 is no formula", file: "" },
      ],
    });
    await expect(bring(product.id, bytes)).rejects.toMatchObject({ code: "invalid" });
    expect(await product.stored()).toEqual(before);

    const { sha256, state } = preview;
    const done = await bring(product.id, bytes, { leave_out_rejected: true, sha256, state });
    expect(done.applied).toBe(5);
    expect(await product.stored()).toEqual({
      B1: "Yes|5|||draft|1|t",
      B2: "Static analysis|1.5|||draft|2|t",
      B3: "30|5||Counted|draft|2|t",
      R1: "|Restored elsewhere||draft|2|t",
      R2: "|||draft|2|t",
      R3: "in the handbook|3|||draft|2|t",
      C2: "|There are none||draft|1|f",
    });
    await product.agrees();
    const revisions = await world.sql<{ n: number }>(
      "select count(*)::integer as n from response_revisions v join questionnaire_responses r on r.id = v.response_id where r.product_id = $1",
      [product.id],
    );
    expect(revisions).toEqual([{ n: 12 }]);
    // The same file again finds all of it done.
    const again = await bring(product.id, bytes, { leave_out_rejected: true });
    expect(again.applied).toBe(0);
  });

  it("answers what it opens itself, and makes the first answers of a product", async () => {
    for (const model of ["mean", "high_water"]) {
      const product = await open(model);
      const csv = csvOf([
        ["code", "answer", "comment"],
        ["B2", "Unit tests; Search for secrets", ""],
        ["B3", "7", "Since May"],
        ["C2", "Yes", ""],
        ["B1", "true", ""],
        ["R3", "", "Only a comment"],
      ]);
      expect((await bring(product.id, csv)).applied).toBe(5);
      expect(await product.stored()).toMatchObject({
        B1: "Yes|5|||draft|1|t",
        B3: "7|2.5||Since May|draft|1|t",
        C2: "Yes|5|||draft|1|t",
        R3: "||Only a comment|draft|1|t",
      });
      await product.agrees();
      // Closing a question keeps its answer.
      expect((await bring(product.id, "code,answer\nB1,No")).applied).toBe(1);
      expect(await product.stored()).toMatchObject({
        B2: expect.stringMatching(/\|f$/),
        B3: "7|2.5||Since May|draft|1|f",
      });
      await product.agrees();
    }
  });

  it("refuses rows one by one, and then imports nothing or the rest", async () => {
    const product = await filled();
    const rows = [
      ["code", "answer", "not_applicable", "reason", "maturity_score"],
      ["Q9", "A", "", "", ""],
      ["B3", "many", "", "", ""],
      ["R1", "31.3.2026", "", "", ""],
      ["R2", "Fine", "", "", "7"],
      ["R3", "", "yes", "", ""],
      ["B1", "", "", "Why not", ""],
      ["B2", "", "perhaps", "", ""],
      ["R2", "Again", "", "", ""],
      ["C1", "B", "", "", ""],
      ["C2", "x".repeat(20_001), "", "", ""],
    ];
    const { rows: results } = await bring(product.id, csvOf(rows), { dry_run: true });
    expect(results.map(({ place, code, problem }) => [place, code, problem?.column, problem?.message])).toEqual([
      ["row 2", "Q9", "code", "It names no question of this product's questionnaire."],
      ["row 3", "B3", "answer", "It must be a number such as 12 or 99.5."],
      ["row 4", "R1", "answer", "It must be a day from 1900 to 2199, written like 2026-03-31."],
      ["row 5", "R2", "maturity_score", "It must be a whole number from 0 to 5."],
      ["row 6", "R3", "reason", "It is required where the question does not apply."],
      ["row 7", "B1", "reason", "A reason stands there, but Not applicable is not Yes."],
      ["row 8", "B2", "not_applicable", "It must be Yes, or empty."],
      ["row 9", "R2", "", "The question has a row above already."],
      ["row 10", "C1", "", "The question is not asked, by the answer it depends on."],
      ["row 11", "C2", "answer", "It is longer than 20,000 characters."],
    ]);
    const mixed = csvOf([...rows.slice(0, 2), ["B3", "40", "", "", ""]]);
    await expect(bring(product.id, mixed)).rejects.toMatchObject({
      code: "invalid",
      extras: { fields: [{ path: "row 2, code" }] },
    });
    expect((await bring(product.id, mixed, { leave_out_rejected: true })).applied).toBe(1);
    const formula = await edited(await bytesOf(product.id), { R2: { answer: { formula: "1+1", result: 2 } } });
    expect((await bring(product.id, formula, { dry_run: true })).counts.refused).toBe(1);
  });

  it("takes a score that is given, and the words beside an option", async () => {
    const product = await open();
    await bring(
      product.id,
      csvOf([
        ["code", "answer", "maturity_score"],
        ["R2", "We sign", "4"],
        ["R3", "B\nin part", ""],
      ]),
    );
    expect(await product.stored()).toMatchObject({ R2: "We sign|4|||draft|1|t", R3: "in part|2|||draft|1|t" });
    expect((await bring(product.id, await bytesOf(product.id))).applied).toBe(0);
  });
});

describe("what changed since the export", () => {
  it("is shown cell by cell, and decided row by row", async () => {
    const product = await filled();
    const bytes = await edited(await bytesOf(product.id), {
      B3: { answer: "1", comment: "Mine" },
      R2: { answer: "Mine" },
      R1: { comment: "Only mine" },
      R3: { comment: "Mine too" },
    });
    await product.answer("B3", "40");
    await product.answer("R2", "Mine"); // the same edit is no conflict
    await product.answer("R3", "A", { comment: "Theirs" });
    await product.answer("B2", "B"); // not edited in the file: stays

    const preview = await bring(product.id, bytes, { dry_run: true });
    expect(preview.counts).toEqual({ changed: 1, conflict: 2, refused: 0, unchanged: 5 });
    expect(preview.rows.find(({ code }) => code === "B3")).toMatchObject({
      outcome: "conflict",
      score_before: 5,
      score_after: 0,
      cells: [
        { field: "answer", exported: "12.5", current: "40", file: "1" },
        { field: "comment", current: "", file: "Mine" },
      ],
      changed_by: expect.stringMatching(/./),
      changed_at: expect.stringMatching(/^20/),
    });
    await expect(bring(product.id, bytes)).rejects.toMatchObject({ code: "conflict" });
    const { B3, R3 } = product.questions;
    await expect(bring(product.id, bytes, { mine: String(B3!.id) })).rejects.toMatchObject({ code: "conflict" });
    const decided = { mine: String(B3!.id), theirs: String(R3!.id), state: preview.state };
    await product.answer("R1", "2026-04-30");
    await expect(bring(product.id, bytes, decided)).rejects.toMatchObject({ code: "conflict" });
    const anew = await bring(product.id, bytes, { dry_run: true });
    expect(anew.counts).toMatchObject({ changed: 0, conflict: 3 });
    const done = await bring(product.id, bytes, { ...decided, state: anew.state, conflicts: "theirs" });
    expect(done.applied).toBe(1);
    expect(await product.stored()).toMatchObject({
      B2: expect.stringMatching(/^Static analysis/),
      B3: "1|0||Mine|draft|3|t",
      R2: expect.stringMatching(/^Mine/),
      R3: "A|1||Theirs|draft|2|t",
    });
    await product.agrees();
  });

  it("does not undo what was handed in, and never touches what is approved or of a closed round", async () => {
    const product = await filled();
    const bytes = await edited(await bytesOf(product.id), { B3: { answer: "1" }, R2: { comment: "More" } });
    await product.answer("B3", "12.5", { submit: true });
    await world.sql(
      "update questionnaire_responses set status = 'approved' where product_id = $1 and question_id = $2",
      [product.id, product.questions.R2!.id],
    );
    const { rows } = await bring(product.id, bytes, { dry_run: true });
    expect(rows.filter(({ outcome }) => outcome !== "unchanged").map(({ code, outcome }) => [code, outcome])).toEqual([
      ["B3", "changed"],
      ["R2", "refused"],
    ]);
    expect((await bring(product.id, bytes, { leave_out_rejected: true })).applied).toBe(1);
    expect(await product.stored()).toMatchObject({
      B3: expect.stringMatching(/^1\|0\|\|\|submitted/),
      R2: expect.stringMatching(/approved\|1/),
    });
    await closeRound(world.lead.caller, { product_id: product.id, number: 1 });
    const closed = await bring(product.id, "code,comment\nB1,Late", { dry_run: true });
    expect(closed.rows[0]!.problem!.message).toMatch(/round is closed/);
    await expect(bring(product.id, "code,comment\nB1,Late")).rejects.toMatchObject({ code: "invalid" });
  });

  it("of another product's file says nothing: its rows count as new", async () => {
    const [one, two] = [await filled(), await filled()];
    const bytes = await edited(await bytesOf(one.id), { B3: { answer: "40" } });
    await expect(bring(two.id, bytes, { dry_run: true })).resolves.toMatchObject({ counts: { conflict: 0 } });
  });
});

describe("who may", () => {
  it("read takes a file away, answer brings it, and nobody else; both are written down", async () => {
    const product = await filled();
    const bytes = await bytesOf(product.id, "csv", world.lead.caller);
    const refused: [Caller, string][] = [
      [world.lead.caller, "forbidden"],
      [world.colleague.caller, "forbidden"],
      [world.analyst.caller, "not_found"],
      [world.stranger.caller, "not_found"],
      [anonymous, "unauthenticated"],
    ];
    for (const [caller, code] of refused)
      for (const dry_run of [true, false])
        await expect(bring(product.id, bytes, { dry_run }, caller)).rejects.toMatchObject({ code });
    await expect(bytesOf(product.id, "csv", world.stranger.caller)).rejects.toMatchObject({ code: "not_found" });
    await bring(product.id, "code,answer\nB3,40");
    const events = await world.sql<{ action: string; user_id: number }>(
      `select action, user_id, count(*)::integer as n from audit_log
       where use_case in ('assessment.answers.export', 'assessment.answers.import') and action in ('EXPORT', 'IMPORT', 'UPDATE')
         and table_name = 'questionnaire_responses' and ((new_values ->> 'product_id')::integer = $1
           or record_id in (select id from questionnaire_responses where product_id = $1)) group by 1, 2 order by 1`,
      [product.id],
    );
    expect(events).toEqual([
      { action: "EXPORT", user_id: world.lead.id, n: 1 },
      { action: "IMPORT", user_id: world.client.id, n: 1 },
      { action: "UPDATE", user_id: world.client.id, n: 1 },
    ]);
    await world.sql("update products set archived_at = now() where id = $1", [product.id]);
    await expect(bring(product.id, bytes)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("costs as many statements for a hundred rows as for one", async () => {
    const { id, versionId } = await addProduct(world);
    const codes = await world.sql<{ code: string }>("select code from questions where version_id = $1", [versionId]);
    const csv = (rows: { code: string }[], answer: string) =>
      csvOf([["code", "answer"], ...rows.map(({ code }) => [code, answer])]);
    await bring(id, csv(codes.slice(0, 1), "A"));
    const one = await countStatements(() => bring(id, csv(codes.slice(0, 1), "B")));
    const all = await countStatements(() => bring(id, csv(codes, "C")));
    expect(codes.length).toBeGreaterThan(20);
    expect(all).toBe(one);
  });
});

describe("a thousand questions", () => {
  it("go out and come in within seconds", async () => {
    const letters = ["A", "B", "C"];
    const document = newDocument({
      slug: "thousand-answers",
      title: "A thousand",
      version: "1",
      sections: [
        newSection("All", {
          dimensions: Array.from({ length: 10 }, (_, at) =>
            newDimension(`Dimension ${at}`, {
              questions: Array.from({ length: 100 }, (_, n) =>
                newQuestion({
                  code: `${at}-${n}`,
                  text: `Question ${n} of ${at}?`,
                  options: [0, 2.5, 5].map((score) => newOption(`Worth ${score}`, score)),
                }),
              ),
            }),
          ),
        }),
      ],
    });
    const { id: version } = await importQuestionnaire(world.superuser.caller, { document });
    await publishQuestionnaireVersion(world.superuser.caller, { id: version });
    const [product] = await world.sql<{ id: number }>(
      `insert into products (organization_id, name, owner_id, questionnaire_version_id) values ($1, 'Thousand', $2, $3) returning id`,
      [world.client.organizationId, world.client.id, version],
    );
    const { id } = product!;
    const codes = document.sections[0]!.dimensions.flatMap(({ questions }) => questions.map(({ code }) => code));
    const csv = csvOf([["code", "answer"], ...codes.map((code, at) => [code, letters[at % 3]!])]);
    const took: Record<string, number> = {};
    const timed = async <Result>(what: string, work: () => Promise<Result>) => {
      const start = performance.now();
      const result = await work();
      took[what] = Math.round(performance.now() - start);
      return result;
    };
    expect((await timed("preview", () => bring(id, csv, { dry_run: true }))).counts.changed).toBe(1_000);
    expect((await timed("import", () => bring(id, csv))).applied).toBe(1_000);
    const workbook = await timed("export", () => bytesOf(id));
    expect((await timed("same again", () => bring(id, workbook))).counts.unchanged).toBe(1_000);
    expect(await checkScores(world.superuser.caller, { product_id: id })).toMatchObject({ ok: true });
    for (const each of Object.values(took)) expect(each).toBeLessThan(10_000);
  }, 60_000);
});

describe(".samm", () => {
  it("goes out and in for what is SAMM's, by either spelling, and for nothing else", async () => {
    const typedProduct = await open();
    await expect(bytesOf(typedProduct.id, "samm")).rejects.toMatchObject({ code: "conflict" });
    const { document } = await readQuestionnaire(sammZip(), "samm.zip");
    const { id: version } = await importQuestionnaire(world.superuser.caller, {
      document: { ...document!, slug: `samm-${typedProduct.id}` },
    });
    await publishQuestionnaireVersion(world.superuser.caller, { id: version });
    const add = async () =>
      (
        await world.sql<{ id: number }>(
          `insert into products (organization_id, name, owner_id, questionnaire_version_id)
           values ($1, 'SAMM ' || gen_random_uuid(), $2, $3) returning id`,
          [world.client.organizationId, world.client.id, version],
        )
      )[0]!.id;
    const [from, to] = [await add(), await add()];
    const answers = [
      { questionCode: "D-TT-1-A", answerScore: 0.25 },
      { questionCode: "D-TT-B-2", answerScore: 1 },
      { questionCode: "D-TT-A-2", answerScore: 0.3 },
    ];
    const file = JSON.stringify({ formatVersion: "1.0", assessment: { answers }, extensions: [] });
    const { rows } = await bring(from, file, { dry_run: true });
    expect(rows.map(({ code, outcome, score_after }) => [code, outcome, score_after])).toEqual([
      ["D-TT-A-1", "changed", 1.25],
      ["D-TT-B-2", "changed", 5],
      ["D-TT-A-2", "refused", null],
    ]);
    expect((await bring(from, file, { leave_out_rejected: true })).applied).toBe(2);
    const exported = await bytesOf(from, "samm");
    expect(JSON.parse(exported.toString())).toMatchObject({
      formatVersion: "1.0",
      assessment: {
        answers: [
          { questionCode: "D-TT-A-1", answerScore: 0.25 },
          { questionCode: "D-TT-B-2", answerScore: 1 },
        ],
      },
      extensions: [],
    });
    expect((await bring(from, exported)).applied).toBe(0);
    expect((await bring(to, exported)).applied).toBe(2);
    expect(JSON.parse((await bytesOf(to, "samm")).toString()).assessment.answers).toHaveLength(2);
  });
});
