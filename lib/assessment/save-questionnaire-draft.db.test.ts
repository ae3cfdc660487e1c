import fc from "fast-check";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { countStatements } from "@/e2e/support/count-statements";
import { anonymous, useWorld } from "@/e2e/support/world";
import { createQuestionnaire } from "./create-questionnaire";
import { getQuestionnaireDraft } from "./get-questionnaire-draft";
import { newDimension, newOption, newQuestion, newSection, yesNo } from "./import/build";
import { allQuestions, type QuestionnaireDocument } from "./import/document";
import { publishQuestionnaireVersion } from "./publish-questionnaire-version";
import { saveQuestionnaireDraft as save } from "./save-questionnaire-draft";
import { startQuestionnaireDraft } from "./start-questionnaire-draft";

const world = useWorld();
const author = () => world.superuser.caller;

let made = 0;
const begin = async () => createQuestionnaire(author(), { title: "Own", slug: `own-${(made += 1)}`, version: "1" });
const read = (id: number) => getQuestionnaireDraft(author(), { id });

/** Questions by places: sections ⊃ dimensions ⊃ (own questions, then those of subdimensions). */
type Shape = string[][][][];
const question = (code: string) =>
  newQuestion({ code, text: `${code}?`, options: [newOption("No", 0), newOption("Yes", 5)] });
const sectionsOf = (shape: Shape, titled = ""): QuestionnaireDocument["sections"] =>
  shape.map((section, s) =>
    newSection(`S${s}${titled}`, {
      dimensions: section.map(([own = [], ...below], d) =>
        newDimension(`D${d}`, {
          questions: own.map(question),
          subdimensions: below.map((codes, b) => ({
            code: "",
            title: `B${b}${titled}`,
            description: "",
            questions: codes.map(question),
          })),
        }),
      ),
    }),
  );

async function draftOf(sections: QuestionnaireDocument["sections"]) {
  const { id } = await begin();
  const { document } = await read(id);
  const { edit_version } = await save(author(), {
    version_id: id,
    document: { ...document, sections },
    edit_version: 1,
  });
  return { id, edit_version, document: { ...document, sections } };
}

describe("saving a draft", () => {
  it("keeps what is not complete yet, and gives it back as it was", async () => {
    const { id, edit_version, document } = await draftOf([
      newSection("", { dimensions: [newDimension("", { questions: [newQuestion({ code: "Q1", text: "" })] })] }),
    ]);
    expect(await read(id)).toEqual({ id, status: "draft", edit_version, document });
    await expect(publishQuestionnaireVersion(author(), { id })).rejects.toMatchObject({
      code: "invalid",
      extras: {
        fields: expect.arrayContaining([
          { path: "untitled", message: "It needs a title." },
          { path: "Q1", message: "It needs a text." },
          { path: "Q1", message: "It has no option to choose." },
        ]),
      },
    });
  });

  it("is looked at again by who publishes meanwhile: nothing incomplete becomes public", async () => {
    const { id } = await draftOf(sectionsOf([[[["A"]]]]));
    const saving = new Client({ connectionString: world.database.ownerUrl });
    await saving.connect();
    try {
      await saving.query("begin");
      await saving.query("select from app.enter_system('system:test', '{}')");
      await saving.query("select from questionnaire_versions where id = $1 for no key update", [id]);
      await saving.query("update questions set text = '' where version_id = $1", [id]);
      const publishing = Promise.allSettled([publishQuestionnaireVersion(author(), { id })]);
      const waiting = `select from pg_locks l join pg_stat_activity a on a.pid = l.pid
        where not l.granted and a.datname = current_database()`;
      await expect.poll(async () => (await world.sql(waiting)).length).toBeGreaterThan(0);
      await saving.query("commit");
      expect(await publishing).toMatchObject([{ status: "rejected", reason: { code: "invalid" } }]);
      expect((await read(id)).status).toBe("draft");
    } finally {
      await saving.end();
    }
  });

  it("brings any draft to any other", async () => {
    const codes = fc.uniqueArray(fc.constantFrom(..."ABCDEFGHIJKLMNOP"), { maxLength: 16 });
    const sizes = fc.array(fc.array(fc.array(fc.nat(4), { minLength: 1, maxLength: 3 }), { maxLength: 3 }), {
      maxLength: 3,
    });
    const shape = fc.tuple(codes, sizes).map(([names, sections]): Shape => {
      const left = [...names];
      return sections.map((dimensions) => dimensions.map((places) => places.map((size) => left.splice(0, size))));
    });
    const { id, document } = await draftOf([]);
    let { edit_version } = await read(id);
    await fc.assert(
      fc.asyncProperty(shape, fc.constantFrom("", "!"), async (next, titled) => {
        const sections = sectionsOf(next, titled);
        ({ edit_version } = await save(author(), {
          version_id: id,
          document: { ...document, sections },
          edit_version,
        }));
        expect((await read(id)).document.sections).toEqual(sections);
      }),
      { numRuns: 40 },
    );
  });

  it("costs as many statements for many questions, and writes only what differs", async () => {
    const many = sectionsOf(
      Array.from({ length: 10 }, (_, s) => [[Array.from({ length: 100 }, (_, q) => `Q${s * 100 + q}`)]]),
    );
    const small = await draftOf(sectionsOf([[[["A", "B"]]]]));
    const large = await draftOf(many);
    expect(allQuestions(large.document)).toHaveLength(1_000);
    const change = ({ id, edit_version, document }: typeof small) => {
      allQuestions(document)[0]!.text = "Changed?";
      return save(author(), { version_id: id, document, edit_version });
    };
    const few = await countStatements(() => change(small));
    const before = await world.sql<{ id: number }>("select max(id) as id from audit_log");
    expect(await countStatements(() => change(large))).toBe(few);
    const written = await world.sql(
      "select table_name from audit_log where id > $1 and use_case = 'assessment.questionnaire.save-draft' order by 1",
      [before[0]!.id],
    );
    expect(written).toEqual([{ table_name: "questionnaire_versions" }, { table_name: "questions" }]);
  });

  it("overwrites nothing that another author saved", async () => {
    const { id, edit_version, document } = await draftOf(sectionsOf([[[["A"]]]]));
    const theirs = { ...document, sections: sectionsOf([[[["A", "B"]]]]) };
    const both = await Promise.allSettled([
      save(author(), { version_id: id, document: theirs, edit_version }),
      save(author(), { version_id: id, document: theirs, edit_version }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(save(author(), { version_id: id, document, edit_version })).rejects.toMatchObject({
      code: "conflict",
      extras: { details: { status: "draft", edit_version: edit_version + 1 } },
    });
    expect((await read(id)).document).toEqual(theirs);
  });

  it("refuses what is published, two questions of one code, and another slug", async () => {
    const { id, edit_version, document } = await draftOf(sectionsOf([[[["A"]]]]));
    const twins = { ...document, sections: sectionsOf([[[["A", "A"]]]]) };
    await expect(save(author(), { version_id: id, document: twins, edit_version })).rejects.toMatchObject({
      code: "invalid",
    });
    const renamed = { ...document, slug: "another" };
    await expect(save(author(), { version_id: id, document: renamed, edit_version })).rejects.toMatchObject({
      code: "invalid",
    });
    await publishQuestionnaireVersion(author(), { id });
    await expect(save(author(), { version_id: id, document, edit_version })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("is for superusers alone", async () => {
    const { id, edit_version, document } = await draftOf(sectionsOf([[[["A"]]]]));
    const input = { version_id: id, document, edit_version };
    for (const { caller } of [world.client, world.lead, world.analyst, world.stranger])
      await expect(save(caller, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(save(anonymous, input)).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("a new version", () => {
  it("begins with all that an earlier one has, which stays as it is", async () => {
    const first = await draftOf([
      newSection("One", {
        dimensions: [
          newDimension("Alpha", {
            questions: [
              newQuestion({ code: "A", text: "There?", type: "yes_no", options: yesNo() }),
              {
                ...question("B"),
                weight: 0.5,
                condition: { question: "A", match: "any", options: [2] },
                depends_on: ["A"],
                cross_references: [{ framework: "ISO 27001", reference: "A.8.25" }],
              },
            ],
          }),
        ],
      }),
    ]);
    await publishQuestionnaireVersion(author(), { id: first.id });
    const { id } = await startQuestionnaireDraft(author(), { from_version_id: first.id, version: "2" });
    expect(await read(id)).toEqual({
      id,
      status: "draft",
      edit_version: 1,
      document: { ...first.document, version: "2" },
    });
    await expect(startQuestionnaireDraft(author(), { from_version_id: first.id, version: "2" })).rejects.toMatchObject({
      code: "invalid",
      extras: { fields: [{ path: "version", message: "is there already" }] },
    });
    expect((await read(first.id)).status).toBe("published");
  });
});
