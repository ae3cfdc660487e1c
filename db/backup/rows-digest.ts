import { createHash } from "node:crypto";

const LANES = 8;
const NEWLINE = 10;

/** What rows in COPY's text format are, in the order they came and in any. */
export interface RowsAre {
  rows: number;
  /** Of their bytes, in this order. */
  sha256: string;
  /** The sum of the hashes of each: the same whatever the order. */
  sum: string;
}

/**
 * Takes rows in pieces of any size. A table read back need not give its rows in the order they were written: PostgreSQL puts a
 * small row where an earlier page has room for it.
 */
export class RowsDigest {
  readonly #whole = createHash("sha256");
  readonly #sum = new Uint32Array(LANES);
  #line = createHash("sha256");
  #begun = false;
  #rows = 0;

  add(piece: Buffer): void {
    this.#whole.update(piece);
    let start = 0;
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, start)) {
      this.#line.update(piece.subarray(start, end));
      this.#endRow();
      start = end + 1;
    }
    if (start === piece.length) return;
    this.#line.update(piece.subarray(start));
    this.#begun = true;
  }

  #endRow() {
    const hash = this.#line.digest();
    for (let lane = 0; lane < LANES; lane++) this.#sum[lane]! += hash.readUInt32LE(4 * lane);
    this.#line = createHash("sha256");
    this.#begun = false;
    this.#rows += 1;
  }

  end(): RowsAre {
    if (this.#begun) this.#endRow();
    const sum = Buffer.from(this.#sum.buffer).toString("hex");
    return { rows: this.#rows, sha256: this.#whole.digest("hex"), sum };
  }
}
