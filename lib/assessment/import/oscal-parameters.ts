import { clean } from "./build";
import { listOf, mappingOf, mappingsOf, type Mapping } from "./parse-text";

/** Parameters may stand for others, so for any number of texts: this is enough for every real one. */
const MOST_LEVELS = 8;
const MOST_CHARACTERS = 4_000;

const INSERT = /\{\{\s*(?:insert:\s*param\s*,\s*)?([A-Za-z_][\w.-]*)\s*\}\}/g;

/** The parameters of a catalog, and what stands in their place in its prose. */
export class OscalParameters {
  readonly #all = new Map<string, Mapping>();
  readonly #texts = new Map<string, string>();

  /** Those of a group, control or part; they may be named from anywhere. */
  add(owner: Mapping): void {
    for (const parameter of mappingsOf(owner.params)) {
      const id = clean(parameter.id);
      if (id && !this.#all.has(id)) this.#all.set(id, parameter);
    }
  }

  /** The prose with every parameter resolved; `unknown` hears of those that are not there. */
  resolve(prose: string, unknown: (id: string) => void, level = 0): string {
    return prose.replace(INSERT, (_, id: string) => this.#textOf(id, unknown, level)).slice(0, 100_000);
  }

  #textOf(id: string, unknown: (id: string) => void, level: number): string {
    const known = this.#texts.get(id);
    if (known !== undefined) return known;
    const parameter = this.#all.get(id);
    if (!parameter) unknown(id);
    if (!parameter || level >= MOST_LEVELS) return `[Assignment: ${id}]`;
    this.#texts.set(id, `[Assignment: ${id}]`); // what names itself, by whatever way, ends here
    const text = this.resolve(describe(parameter, id), unknown, level + 1).slice(0, MOST_CHARACTERS);
    this.#texts.set(id, text);
    return text;
  }
}

/** Its value where the catalog sets one, else what is to be chosen or filled in. */
function describe(parameter: Mapping, id: string): string {
  const values = listOf(parameter.values).map(clean).filter(Boolean);
  if (values.length > 0) return values.join(", ");
  const select = mappingOf(parameter.select);
  const choices = listOf(select.choice).map(clean).filter(Boolean);
  if (choices.length > 0) {
    const many = clean(select["how-many"]) === "one-or-more" ? "Selection (one or more)" : "Selection";
    return `[${many}: ${choices.join("; ")}]`;
  }
  return `[Assignment: ${clean(parameter.label) || id}]`;
}
