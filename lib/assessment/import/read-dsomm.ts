import {
  bulleted,
  clean,
  cleanLine,
  initialsOf,
  line,
  newDimension,
  newDocument,
  newOption,
  newQuestion,
  newSection,
  paragraphs,
  prose,
  title,
  unused,
} from "./build";
import type { DocumentQuestion, QuestionnaireDocument } from "./document";
import type { Findings } from "./findings";
import { frameworkName, sammReference } from "./frameworks";
import { Unreadable } from "./limits";
import { isMapping, listOf, mappingOf, numberOf, type Mapping, type Value } from "./parse-text";

const isActivity = (value: Value | undefined) => isMapping(value) && ("level" in value || "uuid" in value);

/** The document of a DSOMM file that has the dimensions, wherever it stands. */
const modelOf = (documents: Value[]): Mapping | undefined =>
  documents.find(
    (document): document is Mapping =>
      isMapping(document) &&
      Object.values(document).some((dimension) =>
        Object.values(mappingOf(dimension)).some((sub) => Object.values(mappingOf(sub)).some(isActivity)),
      ),
  );

export const isDsomm = (documents: Value[]) => modelOf(documents) !== undefined;

/** How far an activity is: worth 0, 20, 50 and 100 % of it. */
const progress = () => [
  newOption("Not started", 0, "Nothing is done yet, or only talked about."),
  newOption("Started", 1, "The first steps are done; about a fifth of the way."),
  newOption("Half done", 2.5, "It works for part of what it should cover; about half of the way."),
  newOption("Done", 5, "It works for everything it should cover, and is kept up."),
];

/**
 * OWASP DSOMM's generated model: dimension → section, subdimension → dimension, activity → question.
 * @throws Unreadable
 */
export function readDsomm(documents: Value[], findings: Findings): QuestionnaireDocument {
  const model = modelOf(documents);
  if (!model) throw new Unreadable("The YAML is no DSOMM model: it has no dimensions with activities.");
  const meta = mappingOf(mappingOf(documents.find((document) => isMapping(document) && "meta" in document)).meta);
  const reader = new DsommReader(findings);
  const sections = Object.entries(model)
    .filter(([name]) => name !== "meta")
    .map(([name, below]) => reader.section(name, below));
  reader.resolveDependencies();
  if (!meta.version) findings.warn("meta", "The file does not say its version.");
  return newDocument({
    slug: "owasp-dsomm",
    title: "OWASP DSOMM",
    description: "The DevSecOps Maturity Model of OWASP.",
    version: cleanLine(meta.version).slice(0, 40) || "1.0",
    source: "OWASP DSOMM",
    source_url: /^https?:\/\/\S+$/.test(cleanLine(meta.publisher))
      ? cleanLine(meta.publisher)
      : "https://dsomm.owasp.org/",
    licence: "GPL-3.0",
    attribution: "OWASP DevSecOps Maturity Model, https://dsomm.owasp.org/, licensed under GPL-3.0.",
    scoring_model: "high_water",
    sections,
  });
}

class DsommReader {
  readonly #codes = new Set<string>();
  /** Codes by what an activity may be called: its uuid and its name. */
  readonly #byName = new Map<string, string>();
  readonly #dependents: { question: DocumentQuestion; place: string; on: string[] }[] = [];

  constructor(readonly findings: Findings) {}

  section(name: string, below: Value | undefined) {
    const place = name.slice(0, 200);
    if (!isMapping(below)) this.findings.reject(place, "The dimension has no subdimensions.");
    return newSection(title(name, place, this.findings), {
      code: initialsOf(name),
      dimensions: Object.entries(mappingOf(below)).map(([sub, activities]) => {
        const at = `${place} / ${sub.slice(0, 200)}`;
        if (!isMapping(activities)) this.findings.reject(at, "The subdimension has no activities.");
        return newDimension(title(sub, at, this.findings), {
          code: `${initialsOf(name)}-${initialsOf(sub)}`,
          questions: Object.entries(mappingOf(activities)).flatMap(([activity, about]) =>
            this.#question(activity, about, `${at} / ${activity.slice(0, 200)}`),
          ),
        });
      }),
    });
  }

  #question(name: string, about: Value | undefined, place: string): DocumentQuestion[] {
    if (!isMapping(about)) {
      this.findings.reject(place, "The activity says nothing.");
      return [];
    }
    const level = numberOf(about.level);
    if (!level || !Number.isInteger(level) || level < 1 || level > 5) {
      this.findings.reject(`${place} / level`, "The level must be a whole number from 1 to 5.");
      return [];
    }
    const uuid = cleanLine(about.uuid);
    if (!uuid) this.findings.warn(place, "Without a uuid it will not be recognized in a later version of the model.");
    // The beginning of the uuid: it stays when activities are added before it or it is renamed.
    const code = unused(uuid.slice(0, 8) || initialsOf(name), this.#codes);
    for (const called of [uuid, name]) if (called && !this.#byName.has(called)) this.#byName.set(called, code);
    const question = newQuestion({
      code,
      text: line(name, place, this.findings),
      meaning: prose(
        paragraphs(clean(about.description), clean(about.measure), guideOf(about), toolsOf(about.implementation)),
        place,
        this.findings,
      ),
      importance: prose(about.risk, place, this.findings),
      good_evidence: prose(about.assessment, place, this.findings),
      level,
      effort: effortOf(about.difficultyOfImplementation),
      cross_references: [
        ...(uuid ? [{ framework: "DSOMM", reference: uuid.slice(0, 300) }] : []),
        ...this.#references(about.references, place),
      ],
      options: progress(),
    });
    const on = listOf(about.dependsOn).map(cleanLine).filter(Boolean);
    if (on.length > 0) this.#dependents.push({ question, place, on });
    return [question];
  }

  #references(references: Value | undefined, place: string) {
    const found = new Map<string, { framework: string; reference: string }>();
    for (const [source, given] of Object.entries(mappingOf(references))) {
      const framework = frameworkName(source);
      for (const value of listOf(given)) {
        const reference = referenceIn(framework, cleanLine(value));
        if (reference) found.set(`${framework} ${reference}`, { framework, reference });
        else if (cleanLine(value))
          this.findings.warn(
            `${place} / references`,
            `Sentences that stand among the references to ${framework} are left out.`,
          );
      }
    }
    return [...found.values()].slice(0, 190);
  }

  resolveDependencies() {
    for (const { question, place, on } of this.#dependents) {
      for (const name of on) {
        const code = this.#byName.get(name);
        if (!code)
          this.findings.warn(`${place} / dependsOn`, `The activity “${name.slice(0, 80)}” is not in the model.`);
        else if (code !== question.code && !question.depends_on.includes(code) && question.depends_on.length < 100)
          question.depends_on.push(code);
      }
    }
  }
}

/** What a framework numbers; sentences such as "not covered" are not references, and would link what has nothing in common. */
function referenceIn(framework: string, value: string): string | undefined {
  if (framework === "SAMM") return sammReference(value);
  if (framework.startsWith("ISO")) return /^(A\.)?\d+(\.\d+)*$/.test(value) ? value : undefined;
  return /^\S{1,300}$/.test(value) ? value : undefined;
}

const guideOf = (about: Mapping) => clean(mappingOf(about.meta).implementationGuide);

function toolsOf(given: Value | undefined): string {
  const tools = listOf(given).map((tool) => {
    const { name, url } = mappingOf(tool);
    return [cleanLine(name), /^https?:\/\/\S+$/.test(cleanLine(url)) ? `(${cleanLine(url)})` : ""]
      .filter(Boolean)
      .join(" ");
  });
  return bulleted("Means that are known to help:", tools.filter(Boolean));
}

/** The mean of what is hard about it: knowledge, time and resources, each 1 to 5. */
function effortOf(difficulty: Value | undefined): number | null {
  const given = Object.values(mappingOf(difficulty)).map(numberOf);
  const parts = given.filter((value): value is number => value !== undefined && value >= 1 && value <= 5);
  return parts.length > 0 ? Math.round(parts.reduce((sum, value) => sum + value, 0) / parts.length) : null;
}
