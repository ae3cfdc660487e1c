/**
 * Aho–Corasick over UTF-16 units: every pattern found in one pass, however many there are. States are rows of one flat
 * table that already follows the failure links, so a step is one look-up; units that no pattern has share a column.
 */
export class Automaton {
  readonly #columns = new Uint16Array(65_536);
  readonly #width: number;
  readonly #next: Int32Array;
  /** Of each state the first of its patterns' chain, 1-based; 0 for none. */
  readonly #firstOf: Int32Array;
  readonly #chain: Int32Array;
  readonly #lengths: Int32Array;

  constructor(patterns: readonly string[]) {
    let columns = 1;
    let most = 1;
    for (const pattern of patterns) {
      most += pattern.length;
      for (let at = 0; at < pattern.length; at++) {
        const unit = pattern.charCodeAt(at);
        if (this.#columns[unit] === 0) this.#columns[unit] = columns++;
      }
    }
    this.#width = columns;
    const tree = this.#treeOf(patterns, most);
    this.#next = tree.next;
    this.#firstOf = tree.firstOf;
    this.#lengths = Int32Array.from(patterns, (pattern) => pattern.length);
    this.#chain = tree.chain;
    this.#follow(tree.states);
  }

  #treeOf(patterns: readonly string[], most: number) {
    const width = this.#width;
    const next = new Int32Array(most * width);
    const firstOf = new Int32Array(most);
    const chain = new Int32Array(patterns.length + 1);
    let states = 1;
    patterns.forEach((pattern, index) => {
      let state = 0;
      for (let at = 0; at < pattern.length; at++) {
        const slot = state * width + this.#columns[pattern.charCodeAt(at)]!;
        state = next[slot] ||= states++;
      }
      chain[index + 1] = firstOf[state]!;
      firstOf[state] = index + 1;
    });
    return { next: next.slice(0, states * width), firstOf: firstOf.slice(0, states), chain, states };
  }

  /** Fills in where a state goes on a mismatch, breadth first, and hangs shorter patterns behind longer ones. */
  #follow(states: number) {
    const width = this.#width;
    const next = this.#next;
    const failure = new Int32Array(states);
    const queue: number[] = [];
    for (let column = 1; column < width; column++) if (next[column]) queue.push(next[column]!);
    for (let head = 0; head < queue.length; head++) {
      const state = queue[head]!;
      const fallen = failure[state]!;
      this.#hang(state, fallen);
      for (let column = 1; column < width; column++) {
        const slot = state * width + column;
        const child = next[slot]!;
        if (child) {
          failure[child] = next[fallen * width + column]!;
          queue.push(child);
        } else next[slot] = next[fallen * width + column]!;
      }
    }
  }

  #hang(state: number, fallen: number) {
    const first = this.#firstOf[state]!;
    if (first === 0) {
      this.#firstOf[state] = this.#firstOf[fallen]!;
      return;
    }
    let last = first;
    while (this.#chain[last]) last = this.#chain[last]!;
    this.#chain[last] = this.#firstOf[fallen]!;
  }

  /** Tells each place of each pattern, in the order of their ends: the pattern's index, first unit, end exclusive. */
  search(units: Uint16Array, length: number, tell: (pattern: number, start: number, end: number) => void) {
    const columns = this.#columns;
    const next = this.#next;
    const firstOf = this.#firstOf;
    const width = this.#width;
    let state = 0;
    for (let at = 0; at < length; at++) {
      state = next[state * width + columns[units[at]!]!]!;
      for (let found = firstOf[state]!; found; found = this.#chain[found]!) {
        tell(found - 1, at + 1 - this.#lengths[found - 1]!, at + 1);
      }
    }
  }
}
