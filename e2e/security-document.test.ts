import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** The rows that docs/SECURITY.md answers for, by chapter. */
const ROWS = { AU: 9, SE: 5, AZ: 9, IN: 12, UP: 7, AL: 6, CR: 5, BK: 4, FL: 5, PR: 3, SC: 3 };

it("the bar has each of its rows once, and every test that it names", () => {
  const text = readFileSync("docs/SECURITY.md", "utf8");
  const chapter = text.slice(text.indexOf("## The bar, row by row"));
  const rows = [...chapter.matchAll(/^\| ([A-Z]{2}\d+) +\|/gm)].map(([, row]) => row);
  expect(rows).toEqual(
    Object.entries(ROWS).flatMap(([name, count]) => Array.from({ length: count }, (_, at) => `${name}${at + 1}`)),
  );
  const named = new Set([...chapter.matchAll(/`([\w./-]+\.(?:test|spec)\.ts)`/g)].map(([, file]) => file!));
  expect(named.size).toBeGreaterThan(50);
  expect([...named].filter((file) => !existsSync(file))).toEqual([]);
});
