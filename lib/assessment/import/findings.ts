import { limits } from "./limits";

/** Something the person who imports should know, and where in the file it is. */
export interface Finding {
  place: string;
  message: string;
}

/** What is noticed while a file is read: what was changed to fit, and what was rejected. */
export class Findings {
  readonly #warnings = new Told();
  readonly #errors = new Told();

  /** Taken, but not as it stands there. */
  warn(place: string, message: string): void {
    this.#warnings.add(place, message);
  }

  /** Not taken. */
  reject(place: string, message: string): void {
    this.#errors.add(place, message);
  }

  get warnings(): Finding[] {
    return this.#warnings.all();
  }

  get errors(): Finding[] {
    return this.#errors.all();
  }
}

/** The first ones, and how many more there are. */
class Told {
  readonly #first: Finding[] = [];
  #more = 0;

  add(place: string, message: string) {
    if (this.#first.length < limits.findings) this.#first.push({ place, message });
    else this.#more += 1;
  }

  all(): Finding[] {
    return this.#more ? [...this.#first, { place: "", message: `And ${this.#more} more of the kind.` }] : this.#first;
  }
}
