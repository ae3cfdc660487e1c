import { beforeAll, describe, expect, it } from "vitest";
import { countStatements } from "@/e2e/support/count-statements";
import { csvOf, sheetRows, xlsxOf } from "@/e2e/support/questionnaire-files";
import { ownDocument, jsonOf } from "@/e2e/support/questionnaire-json";
import { anonymous, useWorld } from "@/e2e/support/world";
import type { Caller } from "@/lib/kernel/actor";
import { createProduct } from "./create-product";
import { exportQuestionnaire } from "./export-questionnaire";
import { allQuestions, questionnaireDocument } from "./import/document";
import { newDimension, newDocument, newOption, newQuestion, newSection } from "./import/build";
import { importFile, type ImportOptions } from "./import-file";
import { importQuestionnaire } from "./import-questionnaire";
import { listQuestionnaires } from "./list-questionnaires";
import { publishBuiltInQuestionnaire } from "./publish-built-in-questionnaire";
import { publishQuestionnaireVersion } from "./publish-questionnaire-version";
import { builtInQuestionnaire } from "./built-in-questionnaire";
import { saveQuestionnaireResponse } from "./save-questionnaire-response";

const world = useWorld();
const superuser = () => world.superuser.caller;

async function* streamOf(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
}
const bring = (bytes: Buffer, options: ImportOptions = {}, caller: Caller = superuser(), filename = "Own.csv") =>
  importFile(caller, { filename, stream: streamOf(bytes) }, options);
const idOf = (result: object) => (result as { id: number }).id;
const sheet = () => Buffer.from(csvOf(sheetRows()));
const audited = (useCase: string) =>
  world.sql<{ table_name: string; action: string; user_id: number }>(
    "select distinct table_name, action, user_id from audit_log where use_case = $1 and action <> 'REFUSED' order by 1, 2",
    [useCase],
  );

describe("importing a file", () => {
  it("says what it would store before anything is written, then stores just that as a draft", async () => {
    const before = await world.sql("select count(*) from questionnaire_versions");
    const preview = await bring(sheet(), { dry_run: true, slug: "looked-over" });
    expect(preview).toMatchObject({
      format: "csv",
      title: "Own",
      slug: "looked-over",
      counts: { sections: 2, dimensions: 2, questions: 3, options: 7 },
      warnings: [],
      errors: [],
      versions: [],
    });
    expect(await world.sql("select count(*) from questionnaire_versions")).toEqual(before);
    const { sha256 } = preview;
    await expect(bring(Buffer.from(`${csvOf(sheetRows())}\n`), { sha256 })).rejects.toMatchObject({ code: "conflict" });
    const id = idOf(await bring(sheet(), { sha256, slug: "looked-over", title: "Looked over", version: "7" }));
    const [version] = await world.sql(
      "select n.slug, n.title, v.version, v.status, v.questions_count from questionnaire_versions v join questionnaires n on n.id = v.questionnaire_id where v.id = $1",
      [id],
    );
    expect(version).toEqual({
      slug: "looked-over",
      title: "Looked over",
      version: "7",
      status: "draft",
      questions_count: 3,
    });
    expect(await audited("assessment.questionnaire.import")).toEqual(
      ["dimensions", "options", "questionnaire_versions", "questionnaires", "questions", "sections"].map(
        (table_name) => ({
          table_name,
          action: "INSERT",
          user_id: world.superuser.id,
        }),
      ),
    );
    expect(await bring(sheet(), { dry_run: true, slug: "looked-over" })).toMatchObject({
      versions: [{ id, title: "Looked over", version: "7", status: "draft" }],
    });
  });

  it("refuses what has rejected lines, unless they are to be left out", async () => {
    const rows = sheetRows();
    rows[1]![5] = "many";
    const bytes = await xlsxOf(rows);
    await expect(bring(bytes, { slug: "rejected" })).rejects.toMatchObject({
      code: "invalid",
      extras: { fields: [{ path: "row 2, Scores", message: "“many” is no number from 0 to 5." }] },
    });
    expect(await world.sql("select id from questionnaires where slug = 'rejected'")).toEqual([]);
    const stored = await bring(bytes, { slug: "rejected", leave_out_rejected: true });
    expect(stored).toMatchObject({ format: "xlsx", counts: { options: 6 }, errors: [{ place: "row 2, Scores" }] });
  });

  it("adds a further version to a questionnaire, never a second of one name", async () => {
    await bring(sheet(), { slug: "further", version: "1" });
    await expect(bring(sheet(), { slug: "further", version: "1" })).rejects.toMatchObject({ code: "conflict" });
    await bring(sheet(), { slug: "further", version: "2" });
    const versions = await world.sql(
      "select v.version from questionnaire_versions v join questionnaires n on n.id = v.questionnaire_id where n.slug = 'further' order by v.id",
    );
    expect(versions).toEqual([{ version: "1" }, { version: "2" }]);
  });

  it("names what is wrong with the file or the wishes", async () => {
    await expect(bring(Buffer.from("not anything"))).rejects.toMatchObject({ code: "invalid" });
    await expect(bring(Buffer.alloc(21 * 1024 * 1024, "a"))).rejects.toMatchObject({ code: "too_large" });
    await expect(bring(sheet(), { slug: "Not A Slug" })).rejects.toMatchObject({
      extras: { fields: [{ path: "slug" }] },
    });
  });

  it.each([
    ["an outsider", () => anonymous, "unauthenticated"],
    ["a client", () => world.client.caller, "forbidden"],
    ["a lead", () => world.lead.caller, "forbidden"],
    ["an analyst", () => world.analyst.caller, "forbidden"],
    ["another tenant's client", () => world.stranger.caller, "forbidden"],
  ])("is refused to %s before a byte is read", async (_, caller, code) => {
    let read = false;
    const stream = (async function* () {
      read = true;
      yield sheet();
    })();
    await expect(importFile(caller(), { filename: "Own.csv", stream }, {})).rejects.toMatchObject({ code });
    expect(read).toBe(false);
  });
});

describe("a version", () => {
  let id: number;
  beforeAll(async () => {
    id = idOf(await bring(jsonOf(ownDocument())));
  });

  it("is exported as it was imported, to the last digit and in the same order", async () => {
    const imported = questionnaireDocument.parse(ownDocument());
    const exported = await exportQuestionnaire(superuser(), { id });
    expect(exported).toEqual(imported);
    expect(allQuestions(exported).map(({ code }) => code)).toEqual(["A-1", "A-2", "A-1-1", "A-2-1", "B-1"]);
    expect(idOf(await bring(jsonOf(exported), { version: "again" }))).toBeGreaterThan(id);
  });

  it("as a draft is exported to superusers alone, and no product can have it", async () => {
    await expect(exportQuestionnaire(world.client.caller, { id })).rejects.toMatchObject({ code: "not_found" });
    const product = { name: "Too early", questionnaire_version_id: id };
    await expect(createProduct(world.client.caller, product)).rejects.toMatchObject({ code: "invalid" });
  });

  it("is published once, by a superuser, and is answered then", async () => {
    await expect(publishQuestionnaireVersion(world.lead.caller, { id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(publishQuestionnaireVersion(anonymous, { id })).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await publishQuestionnaireVersion(superuser(), { id })).toMatchObject({ id, version: "1.0" });
    await expect(publishQuestionnaireVersion(superuser(), { id })).rejects.toMatchObject({ code: "conflict" });
    expect(await audited("assessment.questionnaire.publish")).toEqual([
      { table_name: "questionnaire_versions", action: "UPDATE", user_id: world.superuser.id },
    ]);
    expect((await exportQuestionnaire(world.client.caller, { id })).title).toBe("Own questions");
    const product = await createProduct(world.client.caller, { name: "Measured", questionnaire_version_id: id });
    const saved = await saveQuestionnaireResponse(world.client.caller, {
      product_id: product.id,
      question: "Is it there?",
      answer: "Yes",
    });
    expect(saved.maturity_score).toBe(5);
  });

  it("is listed with its licence, a page at a time", async () => {
    const first = await listQuestionnaires(world.client.caller, { limit: 1 });
    expect(first.questionnaires).toHaveLength(1);
    const rest = await listQuestionnaires(world.client.caller, { cursor: first.next_cursor! });
    expect(rest.questionnaires.every((version) => version.id < first.questionnaires[0]!.id)).toBe(true);
    expect([...first.questionnaires, ...rest.questionnaires].find((version) => version.id === id)).toMatchObject({
      licence: "CC0",
      attribution: "By the testers",
      source_url: "https://example.test/",
      scoring_model: "high_water",
    });
  });
});

describe("the built-in questionnaire", () => {
  it("goes the same way in, and comes out as it is written", async () => {
    const { versionId } = await publishBuiltInQuestionnaire(anonymous, {});
    expect(await exportQuestionnaire(world.client.caller, { id: versionId })).toEqual(builtInQuestionnaire);
    expect(questionnaireDocument.parse(builtInQuestionnaire)).toEqual(builtInQuestionnaire);
  });
});

describe("a large questionnaire", () => {
  const large = (slug: string, questions: number) =>
    newDocument({
      slug,
      title: slug,
      version: "1",
      sections: [
        newSection("All", {
          dimensions: Array.from({ length: 10 }, (_, at) =>
            newDimension(`Dimension ${at}`, {
              questions: Array.from({ length: questions / 10 }, (_, n) =>
                newQuestion({
                  code: `${at}-${n}`,
                  text: `Question ${n} of ${at}?`,
                  options: [0, 1, 2.5, 5].map((score) => newOption(`Worth ${score}`, score)),
                }),
              ),
            }),
          ),
        }),
      ],
    });

  it("costs as many statements as a small one, and little time", async () => {
    const small = await countStatements(() => importQuestionnaire(superuser(), { document: large("small", 10) }));
    const start = performance.now();
    const many = await countStatements(() => importQuestionnaire(superuser(), { document: large("large", 1_000) }));
    const took = performance.now() - start;
    expect(many).toBe(small);
    expect(many).toBeLessThan(14);
    expect(took).toBeLessThan(10_000);
  });
});
