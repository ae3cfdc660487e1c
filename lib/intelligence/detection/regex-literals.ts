import { Automaton } from "./automaton";

/** Fewer signs than this stand in too many messages to be worth looking for; a sign that no alphabet has counts as all. */
const FEWEST_SIGNS = 3;

class Unknown extends Error {}

/**
 * Texts of which every match of an expression has at least one in it, as `oneCase` writes them; nothing where none is
 * certain. What is not understood here, such as flags and quotations, makes nothing certain.
 */
export function literalsOf(source: string): readonly string[] | undefined {
  const signs = [...source];
  let at = 0;

  /** Reads until the end of a group, or of the whole. */
  function alternatives(): readonly string[] | undefined {
    const all = [sequence()];
    while (signs[at] === "|") {
      at++;
      all.push(sequence());
    }
    return all.every((each) => each !== undefined) ? all.flat() : undefined;
  }

  function sequence(): readonly string[] | undefined {
    let best: readonly string[] | undefined;
    let run: string[] = [];
    const offer = (candidates: readonly string[] | undefined) => {
      if (candidates && (!best || shortest(candidates) > shortest(best))) best = candidates;
    };
    const endRun = () => {
      const text = run.join("");
      if (weight(text) >= FEWEST_SIGNS) offer([text]);
      run = [];
    };
    while (at < signs.length && signs[at] !== "|" && signs[at] !== ")") {
      const atom = next();
      const { optional, repeated } = quantifier();
      if (typeof atom === "string" && !optional) {
        run.push(atom);
        if (repeated) endRun();
      } else {
        endRun();
        if (!optional && typeof atom !== "string") offer(atom);
      }
    }
    endRun();
    return best;
  }

  /** A sign that stands for itself, what is certain of a group, or nothing. */
  function next(): string | readonly string[] | undefined {
    const sign = signs[at++]!;
    if (sign === "\\") return escaped();
    if (sign === "[") return set();
    if (sign === "(") return group();
    return standsForItself(sign) ? oneCase(sign) : undefined;
  }

  function escaped(): undefined {
    const sign = signs[at++];
    if (sign === undefined || /[QxukC0-9]/.test(sign)) throw new Unknown();
    if (!/[pP]/.test(sign)) return;
    if (signs[at] === "{") at = after("}");
    else at++;
  }

  function set(): undefined {
    if (signs[at] === "^") at++;
    if (signs[at] === "]") throw new Unknown();
    for (; signs[at] !== "]"; at++) {
      if (at >= signs.length || signs[at] === "[") throw new Unknown();
      if (signs[at] === "\\") at++;
    }
    at++;
  }

  function group(): readonly string[] | undefined {
    if (signs[at] === "?") {
      if (signs[at + 1] !== ":") throw new Unknown(); // may change what follows
      at += 2;
    }
    const certain = alternatives();
    if (signs[at++] !== ")") throw new Unknown();
    return certain;
  }

  function quantifier(): { optional: boolean; repeated: boolean } {
    let [optional, repeated] = [false, false];
    while (at < signs.length && /[?*+{]/.test(signs[at]!)) {
      repeated = true;
      if (signs[at] === "?" || signs[at] === "*") optional = true;
      if (signs[at] === "{") {
        if (!/^[1-9]/.test(signs[at + 1] ?? "")) optional = true;
        at = after("}");
      } else at++;
    }
    return { optional, repeated };
  }

  function after(sign: string): number {
    const end = signs.indexOf(sign, at);
    if (end < 0) throw new Unknown();
    return end + 1;
  }

  try {
    const certain = alternatives();
    return at === signs.length ? certain : undefined;
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}

const isPicture = (sign: string) => /^\p{Extended_Pictographic}$/u.test(sign);

/** Letters beyond the first plane, and those that are longer in capitals, are left out: cases are told unit by unit. */
const standsForItself = (sign: string) =>
  isPicture(sign) || (/^[\p{L}\p{N} ,:;@#_-]$/u.test(sign) && sign.length === 1 && sign.toUpperCase().length === 1);

const weight = (text: string) => [...text].reduce((sum, sign) => sum + (isPicture(sign) ? FEWEST_SIGNS : 1), 0);
const shortest = (texts: readonly string[]) => Math.min(...texts.map(weight));

/** A sign in the one form of those that differ by case only, such as s, S and ſ: never longer than the sign. */
function oneCase(sign: string): string {
  const small = sameLength(sign, sign.toLowerCase());
  return sameLength(small, sameLength(small, small.toUpperCase()).toLowerCase());
}

const sameLength = (sign: string, other: string) => (other.length === sign.length ? other : sign);

/** Which of several expressions may stand in a text at all: most texts have nothing that any of them needs. */
export class LiteralFilter {
  readonly #automaton: Automaton;
  readonly #expressions: number[] = [];
  readonly #always: number[] = [];

  /** @param all of each expression its literals, by its index */
  constructor(all: readonly (readonly string[] | undefined)[]) {
    const literals: string[] = [];
    all.forEach((own, index) => {
      if (!own) this.#always.push(index);
      for (const literal of own ?? []) {
        literals.push(literal);
        this.#expressions.push(index);
      }
    });
    this.#automaton = new Automaton(literals);
  }

  possible(text: string): Set<number> {
    const found = new Set(this.#always);
    if (this.#expressions.length > 0) {
      const units = unitsOf(text);
      this.#automaton.search(units, text.length, (literal) => found.add(this.#expressions[literal]!));
    }
    return found;
  }
}

let cases: Uint16Array | undefined;
let buffer = new Uint16Array(4_096);

/** A text in one case, unit by unit, in a place that the next call writes over. */
function unitsOf(text: string): Uint16Array {
  cases ??= Uint16Array.from({ length: 65_536 }, (_, unit) => oneCase(String.fromCharCode(unit)).charCodeAt(0));
  if (buffer.length < text.length) buffer = new Uint16Array(text.length * 2);
  for (let at = 0; at < text.length; at++) buffer[at] = cases[text.charCodeAt(at)]!;
  return buffer;
}
