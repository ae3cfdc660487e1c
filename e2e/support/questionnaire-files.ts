import ExcelJS from "exceljs";
import { makeZip } from "./zip-file";

/*
 * Small files of the shapes that their publishers give them, in words of our own.
 */

export type Cell = ExcelJS.CellValue;

/** The layout of a spreadsheet: two dimensions, three questions, a blank cell continuing the one above. */
export const sheetRows = (): Cell[][] => [
  ["Dimensions", "Sub-Dimensions", "Questions", "Description", "Options", "Scores"],
  ["Build and Delivery", "Pipelines", "How are releases made?", "From source to product", "A) By hand", 1],
  [null, null, null, null, "B) By a script", 3],
  [null, null, null, null, "C) By a pipeline alone", 5],
  [null, null, "Who may release?", null, "A) Everyone", 1],
  [null, null, null, null, "B) A few people", 4],
  ["Culture", "Training", "Who is trained in security?", "At least once a year", "Nobody", 0],
  [null, null, null, null, "All who write code", 2.5],
];

export const csvOf = (rows: Cell[][], delimiter = ",") =>
  rows
    .map((row) =>
      row
        .map((cell) => String(cell ?? ""))
        .map((text) => (/["\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
        .join(delimiter),
    )
    .join("\r\n");

export async function xlsxOf(rows: Cell[][], change: (workbook: ExcelJS.Workbook) => void = () => {}) {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet("Questions").addRows(rows);
  change(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** A model of one function with one practice, two streams and two levels. */
export function sammFiles(): Record<string, string> {
  const files: Record<string, string> = {
    "model/business_functions/Design.yml":
      "id: f1\nname: Design\ndescription: Before code.\norder: 1\nmodel: SAMM20\ntype: Function\n",
    "model/security_practices/D-TA.yml":
      "id: p1\nfunction: f1\nname: Threat Thinking\nshortName: TT\nlongDescription: About threats.\norder: 1\ntype: Practice\n",
    "model/answer_sets/A.yml":
      "id: s1\nvalues:\n- {text: No, value: 0, weight: 1, order: 0}\n- {text: Some, value: 0.25, weight: 1, order: 1}\n- {text: Half, value: 0.5, weight: 1, order: 2}\n- {text: All, value: 1, weight: 1, order: 3}\ntype: AnswerSet\n",
  };
  for (const level of [1, 2]) {
    files[`model/maturity_levels/${level}.yml`] = `id: l${level}\nnumber: ${level}\ntype: MaturityLevel\n`;
    files[`model/practice_levels/D-TT-${level}.yml`] =
      `id: pl${level}\npractice: p1\nmaturityLevel: l${level}\nobjective: More.\ntype: PracticeLevel\n`;
  }
  for (const letter of ["A", "B"]) {
    files[`model/streams/D-TT-${letter}.yml`] =
      `id: st${letter}\npractice: p1\nname: Stream ${letter}\nletter: ${letter}\norder: ${letter === "A" ? 1 : 2}\ntype: Stream\n`;
    for (const level of [1, 2]) {
      files[`model/activities/D-TT-${level}-${letter}.yml`] =
        `id: a${letter}${level}\nstream: st${letter}\nlevel: pl${level}\ntitle: Act\nbenefit: It helps.\nshortDescription: Short.\nlongDescription: Long.\ntype: Activity\n`;
      files[`model/questions/D-TT-${level}-${letter}.yml`] =
        `id: q${letter}${level}\nactivity: a${letter}${level}\nanswerSet: s1\ntext: Do you think of threats at ${level}${letter}?\norder: 1\nquality:\n- It is written down\ntype: Question\n`;
    }
  }
  return files;
}

export const sammZip = (files = sammFiles()) =>
  makeZip(Object.entries(files).map(([name, text]) => ({ name, content: text })));

export const dsommYaml = () => `---
meta:
  version: 9.1.0
  released: "2026-01-02"
  publisher: https://example.test/model
---
Making and Shipping:
  Making:
    Written recipe:
      uuid: 11111111-aaaa-4aaa-8aaa-000000000001
      description: The recipe is text.
      risk: Nobody knows how it was made.
      measure: Write it down.
      assessment: Show the recipe.
      level: 1
      difficultyOfImplementation: {knowledge: 2, time: 3, resources: 1}
      usefulness: 4
      implementation:
      - {uuid: x, name: A tool, url: https://example.test/tool, tags: []}
      references:
        samm2: [I-SB-A-1]
        iso27001-2017: [12.1.1, 14.10]
        iso27001-2022: [5.30, 8.10]
        openCRE: ["https://example.test/cre/1"]
        d3f: [SomeThing]
      tags: [none]
    Sealed recipe:
      uuid: 22222222-aaaa-4aaa-8aaa-000000000002
      risk: Somebody changes it.
      measure: Seal it.
      level: 3
      difficultyOfImplementation: {knowledge: 4, time: 5, resources: 5}
      usefulness: 2
      dependsOn: [11111111-aaaa-4aaa-8aaa-000000000001]
      references:
        samm2: [I-SB-2-A]
        iso27001-2022: ["Not covered there"]
      tags: [none]
`;

export const cisoYaml = () => `urn: urn:test:risk:library:own
locale: en
ref_id: own
name: Own library
description: For tests.
copyright: CC0, the testers
version: 3
provider: Testers
packager: packer
objects:
  framework:
    urn: urn:test:risk:framework:own
    ref_id: own-fw
    name: Own framework
    description: Of our own.
    min_score: 1
    max_score: 4
    scores_definition:
    - {score: 1, name: None, description: Nothing.}
    - {score: 2, name: Some, description: A bit.}
    - {score: 4, name: All, description: Everything.}
    implementation_groups_definition:
    - {ref_id: IG1, name: The basics}
    requirement_nodes:
    - {urn: "urn:r:1", assessable: false, depth: 1, ref_id: "1", name: First chapter}
    - {urn: "urn:r:1.1", parent_urn: "urn:r:1", assessable: false, depth: 2, ref_id: "1.1", name: First part}
    - urn: urn:r:1.1.1
      parent_urn: urn:r:1.1
      assessable: true
      depth: 3
      ref_id: 1.1.1
      name: Keep a list
      description: Of everything.
      annotation: Lists help.
      typical_evidence: The list.
      weight: 2
      implementation_groups: [IG1]
      questions:
        urn:q:1:
          type: unique_choice
          text: Is there a list?
          choices:
          - {urn: "urn:c:1", value: "Yes, of all", add_score: 10}
          - {urn: "urn:c:2", value: "Of some", add_score: 5}
          - {urn: "urn:c:3", value: "Not for us", compute_result: not_applicable}
          - {urn: "urn:c:4", value: "There is none", add_score: 0}
        urn:q:2:
          type: date
          text: Since when?
          depends_on: {question: "urn:q:1", answers: ["urn:c:1", "urn:c:4"], condition: any}
    - {urn: "urn:r:2", assessable: true, depth: 1, ref_id: "2", name: Tell people}
`;
