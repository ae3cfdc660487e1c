import {
  bulleted,
  clean,
  cleanLine,
  line,
  newDimension,
  newDocument,
  newQuestion,
  newSection,
  paragraphs,
  prose,
  slugOf,
  title,
  unused,
} from "./build";
import { choicesOf, conditionOf, scaleOf, typeOf, type Placed } from "./ciso-questions";
import type { DocumentOption, DocumentQuestion, DocumentSection, QuestionnaireDocument } from "./document";
import type { Findings } from "./findings";
import { frameworkName } from "./frameworks";
import { limits, Unreadable } from "./limits";
import { isMapping, isTrue, listOf, mappingOf, mappingsOf, numberOf, type Mapping, type Value } from "./parse-text";

/** The framework of a library, which may have one or a list of them. */
function frameworkOf(document: Value | undefined): Mapping | undefined {
  const { framework, frameworks } = mappingOf(mappingOf(document).objects);
  const all = [...(isMapping(framework) ? [framework] : mappingsOf(framework)), ...mappingsOf(frameworks)];
  return all.find((one) => "requirement_nodes" in one);
}

export const isCiso = (documents: Value[]) => documents.some((document) => frameworkOf(document));
/** A library of the same kind that has something else, such as threats or mappings. */
export const isCisoLibrary = (documents: Value[]) =>
  documents.some((document) => isMapping(document) && isMapping(document.objects) && "urn" in document);

/**
 * A CISO Assistant library with a framework: the headings become sections, dimensions and subdimensions, an assessable
 * requirement a question, its own questions further ones.
 * @throws Unreadable
 */
export function readCiso(documents: Value[], findings: Findings): QuestionnaireDocument {
  const library = mappingOf(documents.find(frameworkOf));
  const framework = frameworkOf(library)!;
  const name = title(framework.name || library.name, "objects.framework.name", findings) || "Framework";
  const licence = clean(library.copyright);
  if (!licence) findings.warn("copyright", "The library says nothing about its licence.");
  const reader = new CisoReader(framework, frameworkName(cleanLine(framework.ref_id), name), name, findings);
  const sections = reader.read();
  if (sections.length === 0) throw new Unreadable("The framework has no requirement that can be assessed.");
  return newDocument({
    slug: slugOf(cleanLine(framework.ref_id) || name),
    title: name,
    description: prose(framework.description || library.description, "objects.framework.description", findings),
    version: cleanLine(library.version).slice(0, 40) || "1",
    source: cleanLine(library.provider).slice(0, 300),
    licence: cleanLine(licence).slice(0, 300),
    attribution: [name, cleanLine(library.provider), cleanLine(licence), packagedBy(cleanLine(library.packager))]
      .filter(Boolean)
      .join(". ")
      .slice(0, 2_000),
    sections,
  });
}

const packagedBy = (packager: string) => packager && `Packaged as a CISO Assistant library by ${packager}`;

interface Heading {
  title: string;
  code: string;
}

interface Node {
  about: Mapping;
  place: string;
  headings: Heading[];
  /** Titles of assessable requirements it is part of. */
  partOf: string[];
}

class CisoReader {
  readonly #codes = new Set<string>();
  readonly #scale: DocumentOption[];
  readonly #groups: Map<string, string>;
  /** The application's questions by their urn there, for conditions. */
  readonly #placed = new Map<string, Placed>();

  constructor(
    framework: Mapping,
    readonly frameworkName: string,
    readonly title: string,
    readonly findings: Findings,
  ) {
    this.#scale = scaleOf(framework, findings);
    this.#groups = new Map(
      mappingsOf(framework.implementation_groups_definition).map(({ ref_id, name }) => [
        cleanLine(ref_id),
        cleanLine(name),
      ]),
    );
    this.nodes = mappingsOf(framework.requirement_nodes);
  }

  readonly nodes: Mapping[];

  read(): DocumentSection[] {
    const sections = new Map<string, DocumentSection>();
    for (const node of this.#arranged()) {
      const [first = { title: this.title, code: "" }, second = first, ...rest] = node.headings;
      const section = getOr(sections, first.title, () => newSection(first.title, { code: first.code }));
      let dimension = section.dimensions.find((one) => one.title === second.title);
      if (!dimension) section.dimensions.push((dimension = newDimension(second.title, { code: second.code })));
      const subtitle = rest
        .map((heading) => heading.title)
        .join(" / ")
        .slice(0, limits.title);
      let sub = dimension.subdimensions.find((one) => one.title === subtitle);
      if (subtitle && !sub) {
        sub = { code: rest.at(-1)!.code, title: subtitle, description: "", questions: [] };
        dimension.subdimensions.push(sub);
      }
      (sub ?? dimension).questions.push(...this.#ask(node));
    }
    return [...sections.values()];
  }

  /** The assessable requirements in their order, each with the headings it stands under. */
  #arranged(): Node[] {
    const known = new Map<string, Node & { assessable: boolean; own: Heading }>();
    const found: Node[] = [];
    for (const [at, about] of this.nodes.entries()) {
      const place = `requirement_nodes[${at}]`;
      const urn = cleanLine(about.urn);
      const above = known.get(cleanLine(about.parent_urn));
      if (cleanLine(about.parent_urn) && !above)
        this.findings.warn(place, "Its parent does not stand before it; it is taken as one of the first level.");
      const assessable = isTrue(about.assessable);
      const node = {
        about,
        place,
        assessable,
        headings: above ? [...above.headings, ...(above.assessable ? [] : [above.own])] : [],
        own: {
          title: assessable ? "" : title(headingOf(about), place, this.findings),
          code: cleanLine(about.ref_id).slice(0, 120),
        },
        partOf: above ? [...above.partOf, ...(above.assessable ? [headingOf(above.about)] : [])] : [],
      };
      if (node.headings.length > 32) throw new Unreadable("The requirements are nested too deeply.", place);
      if (known.has(urn)) this.findings.reject(place, `The urn ${urn.slice(0, 200)} is there twice.`);
      else {
        if (urn) known.set(urn, node);
        if (assessable) found.push(node);
        else if (!node.own.title) this.findings.warn(place, "The heading has no name.");
      }
    }
    return found;
  }

  #ask({ about, place, partOf }: Node): DocumentQuestion[] {
    const reference = cleanLine(about.ref_id).slice(0, 100) || cleanLine(about.urn).split(":").at(-1)!.slice(0, 100);
    const own = mappingOf(about.questions);
    const name = cleanLine(about.name);
    const description = clean(about.description);
    const help = {
      importance: prose(about.annotation, place, this.findings),
      good_evidence: prose(about.typical_evidence, place, this.findings),
      cross_references: reference ? [{ framework: this.frameworkName, reference }] : [],
      weight: weightOf(about.weight),
    };
    const context = paragraphs(
      partOf.length > 0 ? `Part of: ${partOf.join(" / ")}` : "",
      bulleted(
        "Implementation groups:",
        listOf(about.implementation_groups).map((group) => this.#groupName(group)),
      ),
    );
    const asked: DocumentQuestion[] = [];
    if (name || description)
      asked.push(
        newQuestion({
          ...help,
          code: unused(reference || "requirement", this.#codes),
          text: line(name || description, place, this.findings),
          meaning: prose(paragraphs(name ? description : "", context), place, this.findings),
          options: this.#scale.map((option) => ({ ...option })),
        }),
      );
    else if (Object.keys(own).length === 0)
      this.findings.reject(place, "The requirement has no name and no description.");
    const meaning = prose(paragraphs(name, description, context), place, this.findings);
    for (const [at, [urn, question]] of Object.entries(own).entries()) {
      const further = this.#further(urn, mappingOf(question), `${place}.questions[${at}]`, `${reference}-q${at + 1}`);
      if (further) asked.push({ ...help, ...further, meaning: paragraphs(further.meaning, meaning).slice(0, 20_000) });
    }
    return asked;
  }

  #groupName(group: Value): string {
    const name = this.#groups.get(cleanLine(group));
    return name ? `${cleanLine(group)}: ${name}` : cleanLine(group);
  }

  #further(urn: string, about: Mapping, place: string, code: string): DocumentQuestion | undefined {
    const text = line(about.text, place, this.findings);
    const type = typeOf(about.type);
    if (!text || !type) {
      // Publishers leave such places empty; there is nothing that could be asked.
      if (!text) this.findings.warn(place, "A question without text is left out.");
      else this.findings.reject(place, `Questions of the type “${cleanLine(about.type)}” are not known.`);
      return undefined;
    }
    const chosen = choicesOf(about, type, place, this.findings);
    const question = newQuestion({
      code: unused(code, this.#codes),
      text,
      type: chosen.type,
      meaning: chosen.told,
      options: chosen.options,
      condition: conditionOf(about.depends_on, this.#placed, place, this.findings),
    });
    this.#placed.set(urn, { code: question.code, positions: chosen.positions });
    return question;
  }
}

const headingOf = (about: Mapping) => cleanLine(about.name) || cleanLine(about.description) || cleanLine(about.ref_id);

function weightOf(value: Value | undefined): number {
  const weight = numberOf(value);
  return weight !== undefined && weight >= 0.01 && weight <= 10 ? Math.round(weight * 100) / 100 : 1;
}

function getOr<Key, Item>(map: Map<Key, Item>, key: Key, make: () => Item): Item {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  return made;
}
