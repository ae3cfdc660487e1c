import { expect, it } from "vitest";
import { RowsDigest, type RowsAre } from "./rows-digest";

const digest = (...pieces: string[]): RowsAre => {
  const rows = new RowsDigest();
  for (const piece of pieces) rows.add(Buffer.from(piece));
  return rows.end();
};

it("is the same for the same rows in another order and in other pieces, and for no others", () => {
  const rows = digest("1\tone\n2\ttwo\n2\ttwo\n3\tthree\n");
  expect(rows.rows).toBe(4);
  expect(digest("1\to", "ne\n2\ttwo\n2\ttwo\n", "3\tthree\n")).toEqual(rows);
  const other = digest("2\ttwo\n3\tthree\n1\tone\n2\ttwo\n");
  expect(other.sum).toBe(rows.sum);
  expect(other.sha256).not.toBe(rows.sha256);
  for (const text of [
    "1\tone\n2\ttwo\n3\tthree\n3\tthree\n",
    "1\tone\n2\ttwo\n2\ttwx\n3\tthree\n",
    "1\tone\n2\ttwo\n2\ttwo\n",
  ])
    expect(digest(text).sum).not.toBe(rows.sum);
  expect(digest()).toEqual(digest(""));
});
