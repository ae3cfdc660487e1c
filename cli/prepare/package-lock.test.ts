import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

type Entry = { optionalDependencies?: Record<string, string> };

/** npm drops the builds for other platforms from the lock now and then; `npm ci` then fails on every fresh clone. */
it("locks the builds for every platform, not only for this one", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Entry> };
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(packages, place, name)),
  );
  expect(missing).toEqual([]);
});

function isLocked(packages: Record<string, Entry>, place: string, name: string): boolean {
  if (packages[`${place && `${place}/`}node_modules/${name}`]) return true;
  return place !== "" && isLocked(packages, place.slice(0, Math.max(0, place.lastIndexOf("/node_modules/"))), name);
}
