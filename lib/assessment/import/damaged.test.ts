import { describe, expect, it } from "vitest";
import {
  cisoYaml,
  csvOf,
  dsommYaml,
  sammFiles,
  sammZip,
  sheetRows,
  xlsxOf,
  type Cell,
} from "@/e2e/support/questionnaire-files";
import { asvsTree, jsonOf, oscalCatalog, ownDocument } from "@/e2e/support/questionnaire-json";
import { questionnaireDocument } from "./document";
import { Unreadable } from "./limits";
import { readQuestionnaire } from "./read-questionnaire";

/*
 * Twenty damaged files of every format. Each ends in words that say what is wrong and where, or is read as far as it goes;
 * none ends in an exception of the program's, and nothing that could not be stored comes out.
 */

type Bytes = Buffer | Promise<Buffer>;
type Damage = [what: string, make: () => Bytes, told: RegExp];

/** All that a person is told of the file, a line each. */
async function told(bytes: Buffer): Promise<string> {
  try {
    const { document, warnings, errors } = await readQuestionnaire(bytes, "Damaged.txt");
    if (document) expect(questionnaireDocument.parse(document)).toEqual(document);
    else expect(errors).not.toEqual([]);
    return [
      ...errors.map(({ place, message }) => `rejected ${place}: ${message}`),
      ...warnings.map(({ place, message }) => `warned ${place}: ${message}`),
      document ? "read" : "nothing",
    ].join("\n");
  } catch (error) {
    expect(error).toBeInstanceOf(Unreadable);
    const { place, message } = error as Unreadable;
    return `refused ${place}: ${message}`;
  }
}

function all(damages: Damage[]) {
  it("comes in twenty ways", () => expect(damages.length).toBeGreaterThanOrEqual(20));
  it.each(damages)("%s", async (_, make, words) => {
    const bytes = await make();
    const start = performance.now();
    expect(await told(bytes)).toMatch(words);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
}

/** What may befall any file: cut short, emptied, overwritten. */
const cuts = (make: () => Bytes, kind: RegExp): Damage[] => [
  ["cut to a tenth", async () => part(await make(), 0, 0.1), kind],
  ["cut in half", async () => part(await make(), 0, 0.5), kind],
  ["without its first half", async () => part(await make(), 0.5, 1), kind],
  ["overwritten by zeros", async () => Buffer.alloc((await make()).length), /neither text nor/],
  ["emptied", () => Buffer.alloc(0), /The file is empty/],
  ["behind a stray mark", async () => Buffer.concat([Buffer.from("\x89PNG\r\n\0"), await make()]), /neither text nor/],
];
const part = (bytes: Buffer, from: number, to: number) => bytes.subarray(bytes.length * from, bytes.length * to);

/** The rows with some cells (row and column from 0) set otherwise. */
function cells(...changes: [row: number, column: number, value: Cell][]): Cell[][] {
  const rows = sheetRows();
  for (const [row, column, value] of changes) (rows[row] ??= [])[column] = value;
  return rows;
}
const sheetDamages = (make: (rows: Cell[][]) => Bytes): Damage[] => [
  ["no heading", () => make(sheetRows().slice(1)), /refused .*(none of the known formats|No row has the columns)/],
  ["no score column", () => make(cells([0, 5, "Points"])), /refused row 1: The column Scores is missing/],
  ["no dimension column", () => make(cells([0, 0, "Area"])), /refused row 1: The column Dimensions is missing/],
  ["a column of another's", () => make(cells([0, 6, "Owner"])), /warned row 1: The column “Owner” is not read/],
  ["a score in words", () => make(cells([1, 5, "high"])), /rejected row 2, Scores: “high” is no number/],
  ["a score below 0", () => make(cells([2, 5, "-1"])), /rejected row 3, Scores: “-1” is no number/],
  ["a score above 5", () => make(cells([2, 5, 100])), /rejected row 3, Scores: “100” is no number/],
  ["no score", () => make(cells([3, 5, null])), /rejected row 4, Scores: The option has no score/],
  ["no option", () => make(cells([3, 4, null])), /rejected row 4, Options: A score stands there without/],
  [
    "one option twice",
    () => make(cells([2, 4, "A) By hand"])),
    /rejected row 3, Options: The question has this option/,
  ],
  ["no dimension above", () => make(cells([1, 0, null], [1, 1, null])), /rejected row 2, Questions: No dimension/],
  ["a subdimension under none", () => make(cells([1, 0, null])), /rejected row 2, Sub-Dimensions: No dimension/],
  [
    "a question without options",
    () => make(cells([6, 4, null], [6, 5, null], [7, 4, null], [7, 5, null])),
    /rejected question C-T-1: It has no option/,
  ],
  [
    "options above every question",
    () => make([sheetRows()[0]!, ["A", "B", null, null, "Yes", 1]]),
    /no question in it/,
  ],
  ["a heading alone", () => make([sheetRows()[0]!]), /no question in it/],
  [
    "a very long question",
    () => make(cells([1, 2, "Why? ".repeat(1_000)])),
    /warned row 2, Questions: A text is longer than 2000/,
  ],
  [
    "one question in two places",
    () => make([...sheetRows(), ["Culture", "Other", "Who may release?", null, "No", 1]]),
    /warned question C-O-1: Another question has the same text/,
  ],
];

describe("a damaged CSV file", () => {
  const make = (rows: Cell[][]) => Buffer.from(csvOf(rows));
  all([
    ...cuts(() => make(sheetRows()), /refused|rejected|read/),
    ...sheetDamages(make),
    [
      "a quote in the middle",
      () => Buffer.from(csvOf(sheetRows()).replace("By a script", 'By "a" script')),
      /rejected line 3: The line is no valid CSV/,
    ],
  ]);
});

describe("a damaged workbook", () => {
  const make = (rows: Cell[][]) => xlsxOf(rows);
  all([
    ...cuts(() => make(sheetRows()), /refused .*(archive is damaged|neither text nor)/),
    ...sheetDamages(make),
    [
      "a formula",
      () => make(cells([1, 4, { formula: "A1", result: "x" }])),
      /rejected row 2, Options: Formulas are not worked out/,
    ],
    [
      "an error in a cell",
      () => make(cells([1, 4, { error: "#REF!" }])),
      /rejected row 2, Options: A score stands there without/,
    ],
    [
      "further sheets",
      () => xlsxOf(sheetRows(), (book) => void book.addWorksheet("More").addRow(["x"])),
      /warned sheet “More”: Only the first sheet/,
    ],
  ]);
});

describe("a damaged SAMM model", () => {
  const changed = (path: string, from: string | RegExp, to: string) => () => {
    const files = sammFiles();
    files[path] = files[path]!.replace(from, to);
    return sammZip(files);
  };
  const without = (words: string) => () =>
    sammZip(Object.fromEntries(Object.entries(sammFiles()).filter(([path]) => !path.includes(words))));
  const question = "model/questions/D-TT-1-A.yml";
  const activity = "model/activities/D-TT-1-A.yml";
  all([
    ...cuts(() => sammZip(), /refused .*(archive is damaged|neither text nor|none of|YAML)/),
    ["no answers", without("answer_sets"), /refused : The SAMM model has no AnswerSet/],
    ["no questions", without("/questions/"), /refused : The SAMM model has no Question/],
    ["hardly anything", without("s/D-"), /refused : The archive is no OWASP SAMM model/],
    [
      "a question of no activity",
      changed(question, "activity: aA1", "activity: gone"),
      /rejected model\/questions\/D-TT-1-A.yml: Its activity “gone” is not in the model/,
    ],
    [
      "a question of no answers",
      changed(question, "answerSet: s1", "answerSet: s9"),
      /rejected .*D-TT-1-A.yml: Its answerSet “s9”/,
    ],
    [
      "a question without text",
      changed(question, /text: .*/, "text:"),
      /rejected .*D-TT-1-A.yml: The question has no text/,
    ],
    ["a question without an id", changed(question, "id: qA1", "id:"), /rejected .*D-TT-1-A.yml: The object has no id/],
    ["one id twice", changed(question, "id: qA1", "id: qA2"), /rejected .*yml: .* has the same id/],
    [
      "an activity of no stream",
      changed(activity, "stream: stA", "stream: x"),
      /rejected .*activities\/D-TT-1-A.yml: Its stream “x”/,
    ],
    [
      "an activity of no level",
      changed(activity, "level: pl1", "level: x"),
      /rejected .*activities\/D-TT-1-A.yml: Its level “x”/,
    ],
    [
      "a level that is no number",
      changed("model/maturity_levels/1.yml", "number: 1", "number: one"),
      /rejected model\/maturity_levels\/1.yml: The maturity level has no number/,
    ],
    [
      "an answer worth too much",
      changed("model/answer_sets/A.yml", "value: 0.5", "value: 50"),
      /rejected .*: The answers of .* are not all a text worth 0 to 1/,
    ],
    [
      "a file that is no YAML",
      changed(question, /^/, "{ [ : "),
      /rejected .*D-TT-1-A.yml, line \d+: The YAML is damaged/,
    ],
    [
      "a file with a key twice",
      changed(question, "order: 1", "order: 1\norder: 2"),
      /rejected .*: The YAML is damaged: duplicated mapping key/,
    ],
    [
      "a file that is a list",
      changed(question, /^[\s\S]*$/, "- a\n- b\n"),
      /warned .*D-TT-1-A.yml: The file has no object/,
    ],
    [
      "an activity without a question",
      without("questions/D-TT-2-B"),
      /warned .*activities\/D-TT-2-B.yml: No question asks/,
    ],
  ]);
});

describe("a damaged DSOMM model", () => {
  const changed = (from: string | RegExp, to: string) => () => Buffer.from(dsommYaml().replace(from, to));
  const first = "Making and Shipping / Making / Written recipe";
  all([
    ...cuts(() => Buffer.from(dsommYaml()), /refused|rejected|warned|read/),
    ["no meta", changed(/^---\nmeta:[\s\S]*?---/, "---"), /warned meta: The file does not say its version/],
    ["no version", changed("version: 9.1.0", ""), /warned meta/],
    [
      "a level of words",
      changed("level: 1", "level: first"),
      new RegExp(`rejected ${first} / level: The level must be`),
    ],
    ["a level too high", changed("level: 3", "level: 9"), /rejected .*Sealed recipe \/ level/],
    ["no level", changed("      level: 1\n", ""), /rejected .*Written recipe \/ level/],
    ["no uuid", changed(/uuid: 1111.*/, ""), /warned .*Written recipe: Without a uuid/],
    [
      "a dependency on nothing",
      changed("dependsOn: [1", "dependsOn: [9"),
      /warned .*Sealed recipe \/ dependsOn: The activity “91111111/,
    ],
    [
      "a subdimension without activities",
      changed(/$/, "  Shipping: none\n"),
      /rejected Making and Shipping \/ Shipping: The subdimension has no activities/,
    ],
    ["a dimension without anything", changed(/$/, "Empty:\n"), /rejected Empty: The dimension has no subdimensions/],
    ["an activity of words", changed(/$/, "    Wordy: yes\n"), /rejected .*Wordy: The activity says nothing/],
    [
      "one activity twice",
      changed("Sealed recipe:", "Written recipe:"),
      /refused line \d+: The YAML is damaged: duplicated mapping key/,
    ],
    ["tabs for blanks", changed("      level: 1", "\t\tlevel: 1"), /refused line \d+: The YAML is damaged/],
    ["a bracket left open", changed("[I-SB-A-1]", "[I-SB-A-1"), /refused line \d+: The YAML is damaged/],
    [
      "an alias of nothing",
      changed("level: 1", "level: *none"),
      /refused line \d+: The YAML is damaged: unidentified alias/,
    ],
    ["references of words", changed("[SomeThing]", '["some thing of words"]'), /warned .*references: Sentences/],
    [
      "two uuids alike",
      changed("22222222-aaaa-4aaa-8aaa-000000000002", "11111111-aaaa-4aaa-8aaa-000000000001"),
      /read/,
    ],
  ]);
});

describe("a damaged CISO Assistant library", () => {
  const changed = (from: string | RegExp, to: string) => () => Buffer.from(cisoYaml().replace(from, to));
  all([
    ...cuts(() => Buffer.from(cisoYaml()), /refused|rejected|warned|read/),
    ["no framework", changed("  framework:", "  threats:"), /refused : The CISO Assistant library has no framework/],
    [
      "no requirement to assess",
      changed(/assessable: true/g, "assessable: false"),
      /refused : The framework has no requirement that can be assessed/,
    ],
    ["no licence", changed(/copyright: .*/, ""), /warned copyright/],
    [
      "a parent that is not there",
      changed("parent_urn: urn:r:1.1\n", "parent_urn: urn:gone\n"),
      /warned requirement_nodes\[2\]: Its parent does not stand before it/,
    ],
    [
      "one urn twice",
      changed("urn:r:2", "urn:r:1.1.1"),
      /rejected requirement_nodes\[3\]: The urn urn:r:1.1.1 is there twice/,
    ],
    [
      "a requirement that says nothing",
      changed(", name: Tell people", ""),
      /rejected requirement_nodes\[3\]: The requirement has no name/,
    ],
    [
      "a question of an unknown type",
      changed("type: date", "type: drawing"),
      /rejected requirement_nodes\[2\].questions\[1\]: Questions of the type “drawing”/,
    ],
    [
      "a question without text",
      changed("text: Since when?", "text:"),
      /warned requirement_nodes\[2\].questions\[1\]: A question without text/,
    ],
    [
      "a condition on nothing",
      changed('question: "urn:q:1"', 'question: "urn:q:9"'),
      /warned .*depends_on: It depends on a choice that was not taken/,
    ],
    [
      "choices without scores",
      changed(/add_score: \d+/g, "color: red"),
      /warned .*: The source gives its choices no score/,
    ],
    ["a choice without text", changed('value: "Of some"', 'value: ""'), /rejected .*choices: A choice has no text/],
    [
      "scores beyond their range",
      changed("{score: 4,", "{score: 40,"),
      /warned scores_definition: The scores do not fit/,
    ],
    ["a heading without a name", changed("name: First part", "name:"), /read/],
    [
      "a key twice",
      changed("locale: en", "locale: en\nlocale: fr"),
      /refused line \d+: The YAML is damaged: duplicated/,
    ],
    ["a quote left open", changed('"Yes, of all"', '"Yes, of all'), /refused line \d+: The YAML is damaged/],
  ]);
});

describe("a damaged OSCAL catalog", () => {
  type Catalog = ReturnType<typeof oscalCatalog>["catalog"];
  const changed = (change: (catalog: Catalog, control: Record<string, unknown>) => void) => () => {
    const document = oscalCatalog();
    change(document.catalog, document.catalog.groups[0]!.controls[0] as Record<string, unknown>);
    return jsonOf(document);
  };
  const plain = () => jsonOf(oscalCatalog());
  all([
    ...cuts(plain, /refused|rejected|warned/),
    ["a comma too many", () => Buffer.from(plain().toString().replace("}]", "},]")), /refused .*: The JSON is damaged/],
    [
      "no groups or controls",
      changed((catalog) => Object.assign(catalog, { groups: [], controls: [] })),
      /refused : The catalog has no controls/,
    ],
    [
      "no metadata",
      changed((catalog) => Object.assign(catalog, { metadata: null })),
      /warned metadata.title: The catalog has no title/,
    ],
    ["groups of words", changed((catalog) => Object.assign(catalog, { groups: "all" })), /warned metadata/],
    ["a group without a title", changed((catalog) => Object.assign(catalog.groups[0]!, { title: "" })), /read/],
    [
      "an empty group",
      changed((catalog) => Object.assign(catalog.groups[0]!, { controls: [], groups: [] })),
      /warned groups\[0\]: The group has no controls/,
    ],
    [
      "a control without an id",
      changed((_, control) => delete control.id),
      /rejected groups\[0\].controls\[0\]: The control has no id/,
    ],
    ["a control without a title", changed((_, control) => delete control.title), /rejected groups\[0\].controls\[0\]/],
    [
      "one control twice",
      changed((catalog) => catalog.groups[0]!.controls.push({ id: "c-2", title: "Again" } as never)),
      /warned .*: c-2 is there twice/,
    ],
    [
      "a withdrawn control",
      changed((_, control) => (control.props = [{ name: "status", value: "Withdrawn" }])),
      /warned .*was withdrawn/,
    ],
    [
      "a parameter that is not there",
      changed((_, control) => (control.params = [])),
      /warned .*: The parameter p2 is not in the catalog/,
    ],
    ["parameters of words", changed((_, control) => (control.params = "p1")), /warned .*: The parameter/],
    ["parts of numbers", changed((_, control) => (control.parts = [1, 2, null])), /read/],
    ["prose of numbers", changed((_, control) => (control.parts = [{ name: "statement", prose: 7 }])), /read/],
    [
      "prose that is too long",
      changed((_, control) => (control.parts = [{ name: "guidance", prose: "Why? ".repeat(9_000) }])),
      /warned .*: A text is longer than 20000/,
    ],
    ["a profile instead", () => jsonOf({ profile: { metadata: {} } }), /refused : The JSON is none of/],
  ]);
});

describe("a damaged ASVS file", () => {
  type Tree = ReturnType<typeof asvsTree>;
  const changed = (change: (tree: Tree, first: Record<string, unknown>) => void) => () => {
    const tree = asvsTree();
    change(tree, tree.Requirements[0]!.Items[0]!.Items[0] as Record<string, unknown>);
    return jsonOf(tree);
  };
  const at = "Requirements\\[0\\].Items\\[0\\].Items\\[0\\]";
  all([
    ...cuts(() => jsonOf(asvsTree()), /refused/),
    ["no requirements", changed((tree) => (tree.Requirements = [])), /refused : The JSON is none of/],
    ["chapters without items", changed((tree) => (tree.Requirements[0]!.Items = [])), /refused : There is no question/],
    ["no version", changed((tree) => Object.assign(tree, { Version: "" })), /warned Version/],
    [
      "a requirement without a code",
      changed((_, first) => delete first.Shortcode),
      new RegExp(`rejected ${at}: The requirement has no code`),
    ],
    ["a requirement without text", changed((_, first) => (first.Description = "")), new RegExp(`rejected ${at}`)],
    ["text of numbers in a list", changed((_, first) => (first.Description = [1])), new RegExp(`rejected ${at}`)],
    [
      "one code twice",
      changed((_, first) => (first.Shortcode = "V1.1.2")),
      /rejected .*: The code V1.1.2 is there twice/,
    ],
    [
      "a withdrawn requirement",
      changed((_, first) => (first.Description = "[DELETED, duplicate of 1.2]")),
      /warned .*was withdrawn/,
    ],
    ["no level", changed((_, first) => delete first.L), /warned .*: V1.1.1 names no level/],
    ["a level that is none", changed((_, first) => (first.L = "7")), /warned .*: V1.1.1 names no level/],
    ["a level of an object", changed((_, first) => (first.L = { at: 1 })), /warned .*: V1.1.1 names no level/],
    [
      "a very long requirement",
      changed((_, first) => (first.Description = "Verify. ".repeat(500))),
      /warned .*: A text is longer than 2000/,
    ],
    [
      "a requirement of null",
      changed((tree) => (tree.Requirements[0]!.Items[0]!.Items[0] = null as never)),
      new RegExp(`rejected ${at}`),
    ],
    ["control characters", changed((_, first) => (first.Description = "Verify\u0000 \u0007that.")), /read/],
    [
      "a section twice",
      changed((tree) =>
        tree.Requirements.push({
          ...tree.Requirements[0]!,
          Items: [
            {
              Shortcode: "V9",
              Name: "N",
              Items: [{ Shortcode: "V9.1", Ordinal: 1, Description: "Verify it.", L: "1" }],
            },
          ],
        }),
      ),
      /warned : “Words” is there twice/,
    ],
  ]);
});

describe("a damaged export of our own", () => {
  type Own = ReturnType<typeof ownDocument>;
  const changed =
    (change: (own: Own, first: Record<string, unknown>, second: Record<string, unknown>) => void) => () => {
      const own = ownDocument();
      const [first, second] = own.sections[0]!.dimensions[0]!.questions as unknown as Record<string, unknown>[];
      change(own, first!, second!);
      return jsonOf(own);
    };
  const question = "sections\\[0\\].dimensions\\[0\\].questions\\[0\\]";
  all([
    ...cuts(() => jsonOf(ownDocument()), /refused/),
    ["of a later format", changed((own) => (own.format_version = 2)), /refused format_version: Only format_version 1/],
    [
      "an unknown field",
      changed((own) => Object.assign(own, { colour: "red" })),
      /rejected : There is no field colour/,
    ],
    ["no title", changed((own) => (own.title = " ")), /rejected title: is required/],
    ["a slug of capitals", changed((own) => (own.slug = "OWN")), /rejected slug: must be small letters/],
    [
      "an address of a script",
      changed((own) => (own.source_url = "javascript:alert(1)")),
      /rejected source_url: must be an http/,
    ],
    ["no sections", changed((own) => (own.sections = [])), /rejected sections/],
    [
      "a score above 5",
      changed((_, first) => (first.options = [{ text: "A", score: 6 }])),
      new RegExp(`rejected ${question}.options\\[0\\].score`),
    ],
    [
      "a score of thousandths",
      changed((_, first) => (first.options = [{ text: "A", score: 1.001 }])),
      new RegExp(`rejected ${question}.options\\[0\\].score`),
    ],
    ["a weight of nothing", changed((_, first) => (first.weight = 0)), new RegExp(`rejected ${question}.weight`)],
    ["a type that is none", changed((_, first) => (first.type = "essay")), new RegExp(`rejected ${question}.type`)],
    ["a level of 6", changed((_, first) => (first.level = 6)), new RegExp(`rejected ${question}.level`)],
    [
      "one code twice",
      changed((_, first, second) => (second.code = first.code)),
      /rejected question A-1: The code is there twice/,
    ],
    [
      "a condition on a later question",
      changed((_, first) => (first.condition = { question: "A-2", match: "any", options: [1] })),
      /rejected question A-1: Its condition names A-2, which is not asked before/,
    ],
    [
      "a condition on an option that is not there",
      changed((_, __, second) => (second.condition = { question: "A-1", match: "any", options: [3] })),
      /rejected question A-2: Its condition names an option/,
    ],
    [
      "a dependency on itself",
      changed((_, first) => (first.depends_on = ["A-1"])),
      /rejected question A-1: It depends on A-1/,
    ],
    [
      "bands that fall",
      changed(
        (_, __, second) =>
          (second.options = [
            { text: "a", score: 1, minimum: 5 },
            { text: "b", score: 2, minimum: 1 },
          ]),
      ),
      /rejected question A-2: The options of a number/,
    ],
    [
      "control characters",
      changed((_, first) => (first.text = "a\u0000b")),
      new RegExp(`rejected ${question}.text: has control characters`),
    ],
  ]);
});
