import { limits } from "./limits";

/** Something the person who imports should know, and where in the file it is. */
export interface Finding {
  place: string;
  message: string;
}

/** What is noticed while a file is read: what was changed to fit, and what was rejected. */
export class Findings {
  /** Warnings by their message: the first place each was met, and in how many. */
  readonly #warnings = new Map<string, { place: string; places: number }>();
  readonly #errors: Finding[] = [];
  #moreErrors = 0;

  /** Taken, but not as it stands there. What happens in many places is told once. */
  warn(place: string, message: string): void {
    const known = this.#warnings.get(message);
    if (known) known.places += 1;
    else this.#warnings.set(message, { place, places: 1 });
  }

  /** Not taken. Every place is told. */
  reject(place: string, message: string): void {
    if (this.#errors.length < limits.findings) this.#errors.push({ place, message });
    else this.#moreErrors += 1;
  }

  get warnings(): Finding[] {
    const all = [...this.#warnings].map(([message, { place, places }]) => ({
      place: places > 1 ? `${place || "here"} and ${places - 1} more` : place,
      message,
    }));
    return capped(all.slice(0, limits.findings), all.length - limits.findings);
  }

  get errors(): Finding[] {
    return capped(this.#errors, this.#moreErrors);
  }
}

const capped = (first: Finding[], more: number): Finding[] =>
  more > 0 ? [...first, { place: "", message: `And ${more} more.` }] : first;
