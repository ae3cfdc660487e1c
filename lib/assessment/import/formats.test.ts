import { describe, expect, it } from "vitest";
import { cisoYaml, csvOf, dsommYaml, sammZip, sheetRows, xlsxOf } from "@/e2e/support/questionnaire-files";
import { asvsTree, jsonOf, oscalCatalog, ownDocument } from "@/e2e/support/questionnaire-json";
import { allQuestions } from "./document";
import { countsOf } from "./preview";
import { readQuestionnaire } from "./read-questionnaire";

const read = async (bytes: Buffer, name = "file") => {
  const reading = await readQuestionnaire(bytes, name);
  return { ...reading, document: reading.document!, questions: allQuestions(reading.document!) };
};
const ask = <Question extends { code: string }>(questions: Question[], code: string) =>
  questions.find((question) => question.code === code)!;

describe("a spreadsheet", () => {
  const expected = { sections: 2, dimensions: 2, questions: 3, options: 7 };

  it.each([
    ["CSV", "csv", async () => Buffer.from(csvOf(sheetRows()))],
    ["CSV with a byte order mark", "csv", async () => Buffer.from(`\ufeff${csvOf(sheetRows())}`)],
    ["CSV by semicolons", "csv", async () => Buffer.from(csvOf(sheetRows(), ";"))],
    ["CSV by tabs in UTF-16", "csv", async () => Buffer.from(`\ufeff${csvOf(sheetRows(), "\t")}`, "utf16le")],
    ["XLSX", "xlsx", async () => xlsxOf(sheetRows())],
  ])("is read from %s, whatever its name says", async (_, format, make) => {
    const bytes = await make();
    for (const name of ["My questions.csv", "My questions.xlsx", "My questions"]) {
      const { document, ...reading } = await read(bytes, name);
      expect([reading.format, document.title, document.slug]).toEqual([format, "My questions", "my-questions"]);
      expect(countsOf(document)).toEqual(expected);
      expect([reading.warnings, reading.errors]).toEqual([[], []]);
    }
  });

  it("continues what stands above, and drops the letters that the screen sets itself", async () => {
    const { document, questions } = await read(await xlsxOf(sheetRows()));
    expect(questions.map(({ code, text, meaning }) => [code, text, meaning])).toEqual([
      ["BD-P-1", "How are releases made?", "From source to product"],
      ["BD-P-2", "Who may release?", ""],
      ["C-T-1", "Who is trained in security?", "At least once a year"],
    ]);
    expect(questions[0]!.options.map(({ text, score }) => [text, score])).toEqual([
      ["By hand", 1],
      ["By a script", 3],
      ["By a pipeline alone", 5],
    ]);
    expect(questions[2]!.options[1]).toMatchObject({ text: "All who write code", score: 2.5 });
    expect(document.sections[0]!.dimensions[0]).toMatchObject({ code: "BD-P", title: "Pipelines" });
  });

  it("is read in Windows-1252 and Latin-1, and says so", async () => {
    const rows = sheetRows();
    rows[1]![2] = "Größe – “wie” groß? 5 €";
    const windows = Buffer.from(
      csvOf(rows).replace(/[–“”€]/g, (c) => ({ "–": "\x96", "“": "\x93", "”": "\x94", "€": "\x80" })[c]!),
      "latin1",
    );
    const first = await read(windows);
    expect(first.questions[0]!.text).toBe("Größe – “wie” groß? 5 €");
    expect(first.warnings).toEqual([{ place: "", message: expect.stringContaining("Windows-1252") }]);
    rows[1]![2] = "Größe?";
    const latin = await read(Buffer.from(csvOf(rows), "latin1"));
    expect(latin.questions[0]!.text).toBe("Größe?");
    expect(latin.warnings[0]!.message).toContain("Latin-1");
  });

  it("takes merged cells, rich texts, links, repeated cells and a title row", async () => {
    const rows = sheetRows();
    rows[1]![3] = { richText: [{ text: "From " }, { text: "source" }] };
    rows[6]![2] = { text: "Who is trained?", hyperlink: "https://example.test/" };
    rows[2]![0] = "Build and Delivery";
    rows[2]![2] = "How are releases made?";
    const bytes = await xlsxOf([["Our questionnaire"], [], ...rows], (workbook) =>
      workbook.worksheets[0]!.mergeCells("A9:A10"),
    );
    const { document, questions } = await read(bytes);
    expect(countsOf(document)).toEqual(expected);
    expect([questions[0]!.meaning, questions[2]!.text]).toEqual(["From source", "Who is trained?"]);
  });

  it("rejects each row that cannot be understood, with its place, and keeps the rest", async () => {
    const rows = sheetRows();
    rows.splice(1, 0, [null, null, "A question before any dimension", null, "Yes", 1]);
    rows[3]![5] = "three";
    rows[4]![5] = 6;
    rows[5]![5] = null;
    rows[6]![4] = null;
    rows.push([null, null, { formula: "1+1", result: 2 }, null, "x", 1]);
    rows.push([null, null, null, null, "Belongs to nothing", 1]);
    const { errors, questions } = await read(await xlsxOf(rows));
    expect(errors.map(({ place, message }) => `${place}: ${message}`)).toEqual([
      "row 2, Questions: No dimension stands above the question.",
      "row 4, Scores: “three” is no number from 0 to 5.",
      "row 5, Scores: “6” is no number from 0 to 5.",
      "row 6, Scores: The option has no score.",
      "row 7, Options: A score stands there without an option.",
      "row 10, Questions: Formulas are not worked out: save the values alone.",
      "row 11, Options: The question it belongs to was rejected.",
      "question BD-P-2: It has no option to choose: “Who may release?”.",
    ]);
    expect(questions.map(({ code }) => code)).toEqual(["BD-P-1", "C-T-1"]);
  });
});

describe("OWASP SAMM", () => {
  it("becomes sections, dimensions and streams with levels", async () => {
    const { format, document, questions } = await read(sammZip());
    expect([format, document.version, document.scoring_model]).toEqual(["samm", "2.0", "samm"]);
    expect(questions.map(({ code, level }) => [code, level])).toEqual([
      ["D-TT-A-1", 1],
      ["D-TT-A-2", 2],
      ["D-TT-B-1", 1],
      ["D-TT-B-2", 2],
    ]);
    expect(questions[0]).toMatchObject({
      text: "Do you think of threats at 1A?",
      meaning: "Quality criteria:\n- It is written down\n\nShort.",
      importance: "It helps.\n\nLong.",
      cross_references: [{ framework: "SAMM", reference: "D-TT-A-1" }],
    });
    expect(questions[0]!.options.map(({ text, score }) => [text, score])).toEqual([
      ["No", 0],
      ["Some", 1.25],
      ["Half", 2.5],
      ["All", 5],
    ]);
  });
});

describe("OWASP DSOMM", () => {
  it("keeps levels, difficulty, dependencies and references as they are written", async () => {
    const { format, document, questions, warnings } = await read(Buffer.from(dsommYaml()));
    expect([format, document.version, document.scoring_model]).toEqual(["dsomm", "9.1.0", "high_water"]);
    const [first, second] = questions;
    expect(first).toMatchObject({
      code: "11111111",
      text: "Written recipe",
      meaning:
        "The recipe is text.\n\nWrite it down.\n\nMeans that are known to help:\n- A tool (https://example.test/tool)",
      importance: "Nobody knows how it was made.",
      good_evidence: "Show the recipe.",
      level: 1,
      effort: 2,
      cross_references: [
        { framework: "DSOMM", reference: "11111111-aaaa-4aaa-8aaa-000000000001" },
        { framework: "SAMM", reference: "I-SB-A-1" },
        { framework: "ISO 27001:2017", reference: "12.1.1" },
        { framework: "ISO 27001:2017", reference: "14.10" },
        { framework: "ISO 27001:2022", reference: "5.30" },
        { framework: "ISO 27001:2022", reference: "8.10" },
        { framework: "OpenCRE", reference: "https://example.test/cre/1" },
        { framework: "D3FEND", reference: "SomeThing" },
      ],
    });
    expect(first!.options.map(({ score }) => score)).toEqual([0, 1, 2.5, 5]);
    expect(second).toMatchObject({ level: 3, effort: 5, depends_on: ["11111111"] });
    expect(second!.cross_references).toContainEqual({ framework: "SAMM", reference: "I-SB-A-2" });
    expect(warnings).toEqual([
      {
        place: "Making and Shipping / Making / Sealed recipe / references",
        message: "Sentences that stand among the references to ISO 27001:2022 are left out.",
      },
    ]);
  });
});

describe("a CISO Assistant library", () => {
  it("brings its scores to 0–5 and keeps questions, groups, weights and conditions", async () => {
    const { format, document, questions, warnings, errors } = await read(Buffer.from(cisoYaml()));
    expect([format, document.slug, document.version, document.licence, errors]).toEqual([
      "ciso-assistant",
      "own-fw",
      "3",
      "CC0, the testers",
      [],
    ]);
    expect(document.sections.map(({ title, dimensions }) => [title, dimensions.map((one) => one.title)])).toEqual([
      ["First chapter", ["First part"]],
      ["Own framework", ["Own framework"]],
    ]);
    const list = ask(questions, "1.1.1");
    expect(list).toMatchObject({
      text: "Keep a list",
      meaning: "Of everything.\n\nImplementation groups:\n- IG1: The basics",
      importance: "Lists help.",
      good_evidence: "The list.",
      weight: 2,
      cross_references: [{ framework: "own-fw", reference: "1.1.1" }],
    });
    expect(list.options.map(({ text, score }) => [text, score])).toEqual([
      ["None", 0],
      ["Some", 1.67],
      ["All", 5],
    ]);
    const own = ask(questions, "1.1.1-q1");
    expect(own.options.map(({ text, score }) => [text, score])).toEqual([
      ["Yes, of all", 5],
      ["Of some", 2.5],
      ["There is none", 0],
    ]);
    // The third choice was left out, so the fourth is the third now.
    expect(ask(questions, "1.1.1-q2")).toMatchObject({
      type: "date",
      condition: { question: "1.1.1-q1", match: "any", options: [1, 3] },
    });
    expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining("not applicable")]);
  });
});

describe("an OSCAL catalog", () => {
  it("resolves parameters in parameters, and keeps statements, guidance and nested controls", async () => {
    const { document, questions, warnings } = await read(jsonOf(oscalCatalog()));
    expect(questions.map(({ code }) => code)).toEqual(["c-2", "C-1", "C-1(1)", "c-3", "c-9"]);
    expect(ask(questions, "C-1")).toMatchObject({
      text: "C-1 First control",
      meaning:
        "Choose [Selection (one or more): red after [Assignment: a number]; blue]:\na. in seven days;\nb. with [Assignment: a group's word].",
      importance: "It matters.",
      good_evidence: "the records",
    });
    expect(document.sections.map(({ title }) => title)).toEqual(["First group", "Own catalog"]);
    expect(document.sections[0]!.dimensions.map(({ title }) => title)).toEqual(["First group", "Below"]);
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining("c-1.2 was withdrawn"),
      expect.stringContaining("no licence"),
    ]);
  });
});

describe("OWASP ASVS", () => {
  it("asks each requirement by yes and no, with the least level that wants it", async () => {
    const { format, document, questions } = await read(jsonOf(asvsTree()));
    expect([format, document.version]).toEqual(["asvs", "5.0.9"]);
    expect(questions.map(({ code, type, level }) => [code, type, level])).toEqual([
      ["V1.1.1", "yes_no", 1],
      ["V1.1.2", "yes_no", 3],
    ]);
    expect(questions[0]!.options.map(({ text, score }) => [text, score])).toEqual([
      ["No", 0],
      ["Yes", 5],
    ]);
  });

  it("reads the flat edition, and the marks of ASVS 4, alike", async () => {
    const flat = await read(
      jsonOf({
        requirements: [
          {
            chapter_id: "V1",
            chapter_name: "Words",
            section_id: "V1.1",
            section_name: "Spelling",
            req_id: "V1.1.1",
            req_description: "Verify that words are spelled.",
            L: ["L2", "L3"],
          },
        ],
      }),
    );
    expect(flat.questions.map(({ code, level }) => [code, level])).toEqual([["V1.1.1", 2]]);
    const four = asvsTree();
    const requirement = four.Requirements[0]!.Items[0]!.Items[0]! as Record<string, unknown>;
    delete requirement.L;
    Object.assign(requirement, { L1: { Required: false }, L2: { Required: true }, L3: { Required: true } });
    expect((await read(jsonOf(four))).questions[0]!.level).toBe(2);
  });
});

describe("our own format", () => {
  it("is taken as it is, with the standard for what it leaves out", async () => {
    const { format, document, questions } = await read(jsonOf(ownDocument()));
    expect(format).toBe("securesphere.questionnaire");
    expect(countsOf(document)).toEqual({ sections: 1, dimensions: 2, questions: 5, options: 4 });
    expect(ask(questions, "A-1")).toMatchObject({ weight: 0.5, evidence_required: true, meaning: "", condition: null });
    expect(await read(jsonOf(document))).toMatchObject({ document, warnings: [], errors: [] });
  });
});
