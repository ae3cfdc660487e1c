import {
  bulleted,
  clean,
  cleanLine,
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
import type { DocumentDimension, DocumentQuestion, DocumentSection, QuestionnaireDocument } from "./document";
import type { Findings } from "./findings";
import { Unreadable } from "./limits";
import type { Parts } from "./open-zip";
import { decodeText, isMapping, listOf, mappingsOf, numberOf, parseYaml, type Mapping } from "./parse-text";

const kinds = ["Function", "Practice", "Stream", "MaturityLevel", "PracticeLevel", "Activity", "Question", "AnswerSet"];

interface Part extends Mapping {
  /** The path of its file. */
  path: string;
}
type Kind = Map<string, Part>;

export const isYamlPart = (path: string) => /\.ya?ml$/i.test(path) && !/(^|\/)(__MACOSX|\.)/.test(path);

/**
 * OWASP SAMM's model, an object a file: function → section, practice → dimension, stream → subdimension, and the questions
 * of a stream by their maturity level.
 * @throws Unreadable when the files are something else
 */
export function readSamm(parts: Parts, findings: Findings): QuestionnaireDocument {
  const model = collect(parts, findings);
  const reader = new SammReader(model, findings);
  const functions = ordered(model.get("Function")!);
  const sections = functions.map((at) => reader.section(at));
  const named = functions.map((at) => cleanLine(at.model)).find(Boolean);
  const version = /(\d)[._]?(\d)/.exec(named ?? "");
  return newDocument({
    slug: "owasp-samm",
    title: "OWASP SAMM",
    description: "The Software Assurance Maturity Model of OWASP.",
    version: version ? `${version[1]}.${version[2]}` : "2.0",
    source: "OWASP SAMM",
    source_url: "https://owaspsamm.org/",
    licence: "CC BY-SA 4.0",
    attribution: "OWASP SAMM by the OWASP SAMM project, https://owaspsamm.org/, licensed under CC BY-SA 4.0.",
    scoring_model: "samm",
    sections,
  });
}

/** All objects by what they are and their id. A file that is damaged or twice there is rejected. */
function collect(parts: Parts, findings: Findings): Map<string, Kind> {
  const model = new Map<string, Kind>(kinds.map((kind) => [kind, new Map<string, Part>()]));
  for (const [path, content] of parts) {
    const object = readPart(path, content, findings);
    const kind = object && model.get(cleanLine(object.type));
    const id = object && cleanLine(object.id);
    if (!object || !kind) continue;
    if (!id) findings.reject(path, "The object has no id.");
    else if (kind.has(id)) findings.reject(path, `${kind.get(id)!.path} has the same id.`);
    else kind.set(id, Object.assign(object, { path }));
  }
  const missing = kinds.filter((kind) => model.get(kind)!.size === 0);
  if (missing.length > 2) throw new Unreadable("The archive is no OWASP SAMM model: it lacks most of its objects.");
  if (missing.length > 0) throw new Unreadable(`The SAMM model has no ${missing.join(" and no ")}.`);
  return model;
}

function readPart(path: string, content: Buffer, findings: Findings): Mapping | undefined {
  try {
    const [object] = parseYaml(decodeText(content).text, path);
    if (isMapping(object)) return object;
    findings.warn(path, "The file has no object.");
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    findings.reject(error.place || path, error.message);
  }
  return undefined;
}

const ordered = (kind: Kind) => byOrder([...kind.values()]);
const byOrder = <Object extends Mapping>(objects: Object[]) =>
  objects.sort(
    (a, b) =>
      (numberOf(a.order) ?? 99) - (numberOf(b.order) ?? 99) ||
      (cleanLine(a.letter ?? a.name) < cleanLine(b.letter ?? b.name) ? -1 : 1),
  );

class SammReader {
  readonly #codes = new Set<string>();
  /** Activities by stream, with their level, and questions by activity. */
  readonly #activities = new Map<string, { activity: Part; level: number }[]>();
  readonly #questions = new Map<string, Part[]>();

  constructor(
    readonly model: Map<string, Kind>,
    readonly findings: Findings,
  ) {
    for (const activity of model.get("Activity")!.values()) {
      const level = this.#levelOf(activity);
      const stream = this.#required(activity, "stream", "Stream");
      if (level !== undefined && stream) push(this.#activities, cleanLine(stream.id), { activity, level });
    }
    for (const question of model.get("Question")!.values()) {
      const activity = this.#required(question, "activity", "Activity");
      if (activity) push(this.#questions, cleanLine(activity.id), question);
    }
  }

  /** The object that a field names; the one that names it is rejected where it is not there. */
  #required(object: Part, field: string, kind: string): Part | undefined {
    const named = this.model.get(kind)!.get(cleanLine(object[field]));
    if (!named) this.findings.reject(object.path, `Its ${field} “${cleanLine(object[field])}” is not in the model.`);
    return named;
  }

  #levelOf(activity: Part): number | undefined {
    const practiceLevel = this.#required(activity, "level", "PracticeLevel");
    const level = practiceLevel && this.#required(practiceLevel, "maturityLevel", "MaturityLevel");
    const number = level && numberOf(level.number);
    if (level && !(number && Number.isInteger(number) && number >= 1 && number <= 5)) {
      this.findings.reject(level.path, "The maturity level has no number from 1 to 5.");
      return undefined;
    }
    return number;
  }

  section(at: Part): DocumentSection {
    const code = cleanLine(at.name).slice(0, 1).toUpperCase();
    const practices = byOrder(this.#of("Practice", "function", at));
    return newSection(title(at.name, at.path, this.findings), {
      code,
      description: prose(at.description, at.path, this.findings),
      dimensions: practices.map((practice) => this.#dimension(practice, code)),
    });
  }

  #of(kind: string, field: string, { id }: Mapping): Part[] {
    return [...this.model.get(kind)!.values()].filter((object) => cleanLine(object[field]) === cleanLine(id));
  }

  #dimension(practice: Part, above: string): DocumentDimension {
    const code = `${above}-${cleanLine(practice.shortName)}`;
    return newDimension(title(practice.name, practice.path, this.findings), {
      code,
      description: prose(practice.longDescription || practice.shortDescription, practice.path, this.findings),
      subdimensions: byOrder(this.#of("Stream", "practice", practice)).map((stream) => {
        const streamCode = `${code}-${cleanLine(stream.letter)}`;
        const activities = this.#activities.get(cleanLine(stream.id)) ?? [];
        return {
          code: streamCode,
          title: title(stream.name, stream.path, this.findings),
          description: prose(stream.description, stream.path, this.findings),
          questions: activities
            .sort((a, b) => a.level - b.level)
            .flatMap(({ activity, level }) => this.#ask(activity, level, streamCode)),
        };
      }),
    });
  }

  #ask(activity: Part, level: number, streamCode: string): DocumentQuestion[] {
    const asked = byOrder(this.#questions.get(cleanLine(activity.id)) ?? []);
    if (asked.length === 0) this.findings.warn(activity.path, "No question asks for the activity.");
    return asked.flatMap((question) => {
      const options = this.#options(question);
      const text = line(question.text, question.path, this.findings);
      if (!options || !text) {
        if (!text) this.findings.reject(question.path, "The question has no text.");
        return [];
      }
      const reference = `${streamCode}-${level}`;
      const criteria = listOf(question.quality).map(cleanLine).filter(Boolean);
      return newQuestion({
        code: unused(reference, this.#codes),
        text,
        meaning: prose(
          paragraphs(bulleted("Quality criteria:", criteria), clean(activity.shortDescription)),
          question.path,
          this.findings,
        ),
        importance: prose(
          paragraphs(clean(activity.benefit), clean(activity.longDescription)),
          activity.path,
          this.findings,
        ),
        level,
        cross_references: [{ framework: "SAMM", reference }],
        options,
      });
    });
  }

  /** The answers, least first; SAMM's 0 to 1 become 0 to 5. */
  #options(question: Part) {
    const set = this.#required(question, "answerSet", "AnswerSet");
    if (!set) return undefined;
    const values = byOrder(mappingsOf(set.values)).map((value) => {
      const worth = numberOf(value.value);
      const text = line(value.text, set.path, this.findings);
      return worth === undefined || worth < 0 || worth > 1 || !text ? undefined : newOption(text, worth * 5);
    });
    if (values.length === 0 || values.includes(undefined)) {
      this.findings.reject(question.path, `The answers of ${set.path} are not all a text worth 0 to 1.`);
      return undefined;
    }
    return values.filter((value) => value !== undefined);
  }
}

function push<Item>(lists: Map<string, Item[]>, key: string, item: Item) {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
