import {
  clean,
  cleanLine,
  hundredths,
  initialsOf,
  line,
  newDimension,
  newDocument,
  newOption,
  newQuestion,
  newSection,
  prose,
  slugOf,
  title,
  unused,
} from "./build";
import type { DocumentDimension, DocumentQuestion, DocumentSection, QuestionnaireDocument } from "./document";
import type { Findings } from "./findings";
import { limits, Unreadable } from "./limits";
import type { Sheet, SheetRow } from "./spreadsheet-rows";

const columns = {
  section: /^dimensions?$/,
  dimension: /^sub-?dimensions?$/,
  question: /^questions?$/,
  description: /^descriptions?$/,
  option: /^(options?|answers?)$/,
  score: /^scores?$/,
};
type Column = keyof typeof columns;
type Heading = Partial<Record<Column, number>>;
const names: Record<Column, string> = {
  section: "Dimensions",
  dimension: "Sub-Dimensions",
  question: "Questions",
  description: "Description",
  option: "Options",
  score: "Scores",
};
const needed: Column[] = ["section", "question", "option", "score"];

/** Where the columns are, if the row is a heading of the layout. */
export function headingOf(cells: string[]): Heading | undefined {
  const heading: Heading = {};
  for (const [at, cell] of cells.entries()) {
    const name = cleanLine(cell)
      .toLowerCase()
      .replace(/\s*-\s*| /g, "-");
    for (const column of Object.keys(columns) as Column[]) if (columns[column].test(name)) heading[column] ??= at;
  }
  return heading.question !== undefined && heading.option !== undefined ? heading : undefined;
}

/** How far down a heading is looked for. */
const HEADING_WITHIN = 20;

/**
 * The layout in which a blank cell continues the one above, one option a row: Dimensions, Sub-Dimensions, Questions,
 * Description, Options, Scores. Rows that cannot be understood are rejected, each with its number.
 * @throws Unreadable
 */
export function readSpreadsheet(sheets: Sheet[], name: string, findings: Findings): QuestionnaireDocument {
  for (const sheet of sheets) {
    const at = sheet.rows.slice(0, HEADING_WITHIN).findIndex(({ cells }) => headingOf(cells));
    if (at < 0) continue;
    for (const other of sheets)
      if (other !== sheet && other.rows.length > 0)
        findings.warn(`sheet “${other.name}”`, "Only the first sheet with the columns of a questionnaire is read.");
    return new Reader(headingOf(sheet.rows[at]!.cells)!, sheet, at, findings).read(name);
  }
  throw new Unreadable(`No row has the columns ${Object.values(names).join(", ")}.`);
}

class Reader {
  readonly #sections: DocumentSection[] = [];
  readonly #codes = new Set<string>();
  #section?: DocumentSection;
  #dimension?: DocumentDimension;
  #question?: DocumentQuestion;
  /** Set after a rejected question: the options below it belong to nothing. */
  #orphaned = false;

  constructor(
    readonly heading: Heading,
    readonly sheet: Sheet,
    readonly headingAt: number,
    readonly findings: Findings,
  ) {
    const missing = needed.filter((column) => heading[column] === undefined);
    if (missing.length > 0)
      throw new Unreadable(
        `The column ${missing.map((column) => names[column]).join(" and ")} is missing.`,
        `row ${sheet.rows[headingAt]!.number}`,
      );
    const known = new Set(Object.values(heading));
    for (const [at, cell] of sheet.rows[headingAt]!.cells.entries())
      if (cleanLine(cell) && !known.has(at))
        findings.warn(
          `row ${sheet.rows[headingAt]!.number}`,
          `The column “${cleanLine(cell).slice(0, 60)}” is not read.`,
        );
  }

  read(name: string): QuestionnaireDocument {
    for (const row of this.sheet.rows.slice(this.headingAt + 1)) this.#take(row);
    for (const section of this.#sections)
      for (const dimension of section.dimensions) dimension.questions.forEach(withoutLetters);
    const titled = cleanLine(
      name
        .replace(/^.*[/\\]/, "")
        .replace(/\.[a-z0-9]{1,5}$/i, "")
        .replace(/[_]+/g, " "),
    );
    const called = title(titled || "Questionnaire", "file name", this.findings);
    return newDocument({ slug: slugOf(called), title: called, version: "1.0", sections: this.#sections });
  }

  #cell(row: SheetRow, column: Column): string {
    const at = this.heading[column];
    return at === undefined ? "" : clean(row.cells[at] ?? "");
  }

  #take(row: SheetRow) {
    const place = `row ${row.number}`;
    const formula = (Object.keys(this.heading) as Column[]).find((column) =>
      row.formulas.includes(this.heading[column]!),
    );
    if (formula) {
      if (formula === "question") this.#orphan();
      return this.findings.reject(`${place}, ${names[formula]}`, "Formulas are not worked out: save the values alone.");
    }
    const sectionTitle = title(this.#cell(row, "section"), `${place}, ${names.section}`, this.findings);
    const dimensionTitle = title(this.#cell(row, "dimension"), `${place}, ${names.dimension}`, this.findings);
    const text = line(this.#cell(row, "question"), `${place}, ${names.question}`, this.findings);
    if (sectionTitle && sectionTitle !== this.#section?.title) this.#openSection(sectionTitle);
    if (dimensionTitle && dimensionTitle !== this.#dimension?.title) this.#openDimension(dimensionTitle, place);
    if (text && text !== this.#question?.text && !this.#openQuestion(text, row, place)) return;
    this.#addOption(row, place);
  }

  #openSection(called: string) {
    this.#section = this.#sections.find((section) => section.title === called);
    if (!this.#section) this.#sections.push((this.#section = newSection(called, { code: initialsOf(called) })));
    this.#dimension = undefined;
    this.#question = undefined;
  }

  #openDimension(called: string, place: string) {
    this.#question = undefined;
    if (!this.#section) return this.findings.reject(`${place}, ${names.dimension}`, "No dimension stands above it.");
    const { dimensions, code } = this.#section;
    this.#dimension = dimensions.find((dimension) => dimension.title === called);
    if (!this.#dimension)
      dimensions.push((this.#dimension = newDimension(called, { code: `${code}-${initialsOf(called)}` })));
  }

  #orphan() {
    this.#question = undefined;
    this.#orphaned = true;
  }

  #openQuestion(text: string, row: SheetRow, place: string): boolean {
    if (!this.#section) {
      this.#orphan();
      this.findings.reject(`${place}, ${names.question}`, "No dimension stands above the question.");
      return false;
    }
    if (!this.#dimension) this.#openDimension(this.#section.title, place);
    const { code, questions } = this.#dimension!;
    const meaning = prose(this.#cell(row, "description"), `${place}, ${names.description}`, this.findings);
    this.#question = newQuestion({ code: unused(`${code}-${questions.length + 1}`, this.#codes), text, meaning });
    this.#orphaned = false;
    questions.push(this.#question);
    return true;
  }

  #addOption(row: SheetRow, place: string) {
    const text = line(this.#cell(row, "option"), `${place}, ${names.option}`, this.findings);
    const given = this.#cell(row, "score");
    if (!text && !given) return;
    if (!text) return this.findings.reject(`${place}, ${names.option}`, "A score stands there without an option.");
    if (!this.#question) {
      const why = this.#orphaned ? "The question it belongs to was rejected." : "No question stands above the option.";
      return this.findings.reject(`${place}, ${names.option}`, why);
    }
    const score = scoreOf(given);
    if (score === undefined) {
      const message = given ? `“${given.slice(0, 40)}” is no number from 0 to 5.` : "The option has no score.";
      return this.findings.reject(`${place}, ${names.score}`, message);
    }
    const { options } = this.#question;
    if (options.length >= limits.options)
      return this.findings.reject(`${place}, ${names.option}`, `A question has at most ${limits.options} options.`);
    if (options.some((option) => option.text === text))
      return this.findings.reject(`${place}, ${names.option}`, "The question has this option already.");
    options.push(newOption(text, score));
  }
}

/** A number from 0 to 5, with a point or a comma. */
function scoreOf(text: string): number | undefined {
  if (!/^\d+([.,]\d+)?$/.test(text)) return undefined;
  const score = Number(text.replace(",", "."));
  return score <= 5 ? hundredths(score) : undefined;
}

/** "A) Never", "B) Often" → "Never", "Often": the screen letters options itself. Only where all follow the alphabet. */
function withoutLetters({ options }: DocumentQuestion) {
  const bare = options.map(({ text }, at) => {
    const match = /^([A-Za-z])\s?[).:]\s+(\S.*)$/s.exec(text);
    return match?.[1]!.toUpperCase() === String.fromCharCode(65 + at) ? match![2]! : undefined;
  });
  if (bare.every((text) => text !== undefined)) options.forEach((option, at) => (option.text = bare[at]!));
}
