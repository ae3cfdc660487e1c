import {
  clean,
  cleanLine,
  fulfilment,
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
import type { DocumentDimension, DocumentQuestion, DocumentSection, QuestionnaireDocument } from "./document";
import type { Findings } from "./findings";
import { frameworkName } from "./frameworks";
import { Unreadable } from "./limits";
import { OscalParameters } from "./oscal-parameters";
import { isMapping, mappingOf, mappingsOf, type Mapping, type Value } from "./parse-text";

export const isOscalCatalog = (value: Value) =>
  isMapping(value) && isMapping(value.catalog) && ("groups" in value.catalog || "controls" in value.catalog);

/**
 * An OSCAL catalog: group → section, a group or a control with enhancements within → subdivision, control → question, with
 * its statement as the meaning, its guidance as the importance and what an assessor examines as the evidence.
 * @throws Unreadable
 */
export function readOscal(value: Value, findings: Findings): QuestionnaireDocument {
  const catalog = mappingOf(mappingOf(value).catalog);
  const about = mappingOf(catalog.metadata);
  const name = title(about.title, "metadata.title", findings);
  if (!name) findings.warn("metadata.title", "The catalog has no title.");
  const titled = name || "OSCAL catalog";
  const reader = new OscalReader(frameworkName(titled), findings);
  reader.learn(catalog);
  const sections = mappingsOf(catalog.groups).map((group, at) => reader.section(group, `groups[${at}]`));
  const loose = reader.dimension(titled, "", catalog, "catalog");
  if (loose.questions.length > 0 || loose.subdimensions.length > 0)
    sections.push(newSection(titled, { dimensions: [loose] }));
  if (sections.length === 0) throw new Unreadable("The catalog has no controls.");
  const parties = mappingsOf(about.parties)
    .map((party) => cleanLine(party.name))
    .filter(Boolean);
  const nist = [
    titled,
    ...parties,
    ...mappingsOf(about.parties).flatMap(({ addresses }) => addressLines(addresses)),
  ].some((word) => /\bNIST\b|National Institute of Standards and Technology/.test(word));
  const remarks = clean(about.remarks);
  const licence = licenceIn(about) || (nist ? "Public domain (NIST)" : "");
  if (!licence) findings.warn("metadata", "The catalog names no licence: see its remarks or ask its publisher.");
  return newDocument({
    slug: slugOf(titled),
    title: titled,
    description: prose(remarks, "metadata.remarks", findings),
    version: cleanLine(about.version).slice(0, 40) || "1.0",
    source: (nist ? "NIST" : parties.join(", ")).slice(0, 300),
    source_url: nist ? "https://csrc.nist.gov/" : "",
    licence,
    attribution: paragraphs(
      `${titled}${nist ? ", National Institute of Standards and Technology" : ""}`,
      /copyright|licen[cs]e|©/i.test(remarks) ? remarks.slice(0, 1_500) : "",
    ),
    sections,
  });
}

const addressLines = (addresses: Value | undefined) =>
  mappingsOf(addresses).flatMap((address) =>
    (Array.isArray(address["addr-lines"]) ? address["addr-lines"] : []).map(cleanLine),
  );

/** What the metadata itself calls its licence. */
function licenceIn(about: Mapping): string {
  const prop = mappingsOf(about.props).find(({ name }) => /licen[cs]e|rights/i.test(cleanLine(name)));
  return cleanLine(prop?.value).slice(0, 300);
}

class OscalReader {
  readonly #codes = new Set<string>();
  readonly #parameters = new OscalParameters();

  constructor(
    readonly framework: string,
    readonly findings: Findings,
  ) {}

  /** Takes in all parameters before any prose is read: they are named from before and after. */
  learn(owner: Mapping): void {
    this.#parameters.add(owner);
    for (const part of mappingsOf(owner.parts)) this.learn(part);
    for (const below of [...mappingsOf(owner.groups), ...mappingsOf(owner.controls)]) this.learn(below);
  }

  section(group: Mapping, place: string): DocumentSection {
    const name = this.#titleOf(group, place);
    const own = this.dimension(name, labelOf(group), group, place);
    const nested = mappingsOf(group.groups).flatMap((below, at) => this.#nested(below, `${place}.groups[${at}]`));
    const dimensions = own.questions.length > 0 || own.subdimensions.length > 0 ? [own, ...nested] : nested;
    if (dimensions.length === 0) this.findings.warn(place, "The group has no controls.");
    return newSection(name, { code: labelOf(group), description: this.#overview(group, place), dimensions });
  }

  /** Groups below the second level stand beside it: there are no more levels than section, dimension and subdimension. */
  #nested(group: Mapping, place: string, above = ""): DocumentDimension[] {
    const name = [above, this.#titleOf(group, place)].filter(Boolean).join(" / ");
    const dimension = this.dimension(name.slice(0, 300), labelOf(group), group, place);
    dimension.description = this.#overview(group, place);
    return [
      ...(dimension.questions.length > 0 || dimension.subdimensions.length > 0 ? [dimension] : []),
      ...mappingsOf(group.groups).flatMap((below, at) => this.#nested(below, `${place}.groups[${at}]`, name)),
    ];
  }

  /** The controls of a group: one with enhancements is a subdimension of itself and them. */
  dimension(name: string, code: string, group: Mapping, place: string): DocumentDimension {
    const dimension = newDimension(name, { code });
    for (const [at, control] of mappingsOf(group.controls).entries()) {
      const here = `${place}.controls[${at}]`;
      const questions = this.#controls(control, here);
      if (questions.length > 1)
        dimension.subdimensions.push({
          code: labelOf(control),
          title: title(`${labelOf(control)} ${this.#titleOf(control, here)}`, here, this.findings),
          description: "",
          questions,
        });
      else dimension.questions.push(...questions);
    }
    return dimension;
  }

  #titleOf(owner: Mapping, place: string): string {
    return title(this.#resolve(clean(owner.title), place) || labelOf(owner) || "Untitled", place, this.findings);
  }

  #resolve(text: string, place: string): string {
    return this.#parameters.resolve(text, (id) =>
      this.findings.warn(place, `The parameter ${id.slice(0, 80)} is not in the catalog.`),
    );
  }

  #overview(group: Mapping, place: string): string {
    return prose(this.#partsNamed(group, /^(overview|instruction)$/, place), place, this.findings);
  }

  /** A control and those nested in it, at any depth. */
  #controls(control: Mapping, place: string): DocumentQuestion[] {
    const own = this.#question(control, place);
    const nested = mappingsOf(control.controls).flatMap((below, at) =>
      this.#controls(below, `${place}.controls[${at}]`),
    );
    return own ? [own, ...nested] : nested;
  }

  #question(control: Mapping, place: string): DocumentQuestion | undefined {
    const id = cleanLine(control.id);
    if (!id || !cleanLine(control.title)) {
      this.findings.reject(place, "The control has no id or no title.");
      return undefined;
    }
    if (propOf(control, "status").toLowerCase() === "withdrawn") {
      this.findings.warn(place, `${id.slice(0, 80)} was withdrawn by its publisher and is left out.`);
      return undefined;
    }
    const label = labelOf(control);
    const code = unused(label, this.#codes);
    if (code !== label) this.findings.warn(place, `${label} is there twice; this one is called ${code}.`);
    return newQuestion({
      code,
      text: line(`${label} ${this.#titleOf(control, place)}`, place, this.findings),
      meaning: prose(this.#partsNamed(control, /^(statement|overview)$/, place), place, this.findings),
      importance: prose(this.#partsNamed(control, /^guidance$/, place), place, this.findings),
      good_evidence: prose(this.#examined(control, place), place, this.findings),
      cross_references: [{ framework: this.framework, reference: label }],
      options: fulfilment(),
    });
  }

  #partsNamed(owner: Mapping, names: RegExp, place: string): string {
    const parts = mappingsOf(owner.parts).filter(({ name }) => names.test(cleanLine(name)));
    return paragraphs(...parts.map((part) => this.#partText(part, place, 0)));
  }

  /** A part with those in it, each in its place: "a. … 1. …". */
  #partText(part: Mapping, place: string, level: number): string {
    const label = level > 0 ? propOf(part, "label") : "";
    const own = this.#resolve(clean(part.prose), place).replace(/\s+([.,;:])/g, "$1");
    const text = [label, own].filter(Boolean).join(" ");
    const indented = text && `${"  ".repeat(Math.max(0, level - 1))}${text}`;
    return [indented, ...mappingsOf(part.parts).map((below) => this.#partText(below, place, level + 1))]
      .filter(Boolean)
      .join("\n");
  }

  /** What an assessor is to examine is what evidence consists of. */
  #examined(control: Mapping, place: string): string {
    const methods = mappingsOf(control.parts).filter(
      (part) =>
        /^assessment(-method)?$/.test(cleanLine(part.name)) && propOf(part, "method").toUpperCase() === "EXAMINE",
    );
    return paragraphs(
      ...methods.map((part) => this.#partText({ parts: part.parts ?? [] }, place, 0).replaceAll(/^ +/gm, "")),
    );
  }
}

/** A property; those of the control's own numbering rather than another document's. */
function propOf(owner: Mapping, name: string): string {
  const all = mappingsOf(owner.props).filter((prop) => cleanLine(prop.name) === name);
  return cleanLine((all.find((prop) => !("class" in prop)) ?? all[0])?.value);
}

/** "AC-2(1)", or the id where there is no label. */
const labelOf = (owner: Mapping) => (propOf(owner, "label") || cleanLine(owner.id)).slice(0, 100);
