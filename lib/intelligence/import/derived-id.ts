import { createHash } from "node:crypto";

/**
 * Ids for messages that have none: the hash of what they say and when, and a number for those that are alike. It stays
 * the same in every export that has them. Alike are only messages of one moment, so no more than that is remembered.
 */
export class DerivedIds {
  #moment = "";
  #seen = new Map<string, number>();

  next(moment: string, ...parts: string[]): string {
    if (moment !== this.#moment) {
      this.#moment = moment;
      this.#seen = new Map();
    }
    const hash = createHash("sha256")
      .update(JSON.stringify([moment, ...parts]))
      .digest("hex")
      .slice(0, 32);
    const number = (this.#seen.get(hash) ?? 0) + 1;
    this.#seen.set(hash, number);
    return number === 1 ? hash : `${hash}-${number}`;
  }
}
