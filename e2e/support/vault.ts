import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

/** An empty evidence store of the test file's own. Call it beside useWorld(). */
export function useStore() {
  const directory = mkdtempSync(path.join(tmpdir(), "evidence-"));
  process.env.STORAGE_URL = `file:${directory}`;
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return {
    directory,
    /** Every file in it, relative to it. */
    files: () =>
      readdirSync(directory, { recursive: true, encoding: "utf8" })
        .filter((name) => statSync(path.join(directory, name)).isFile())
        .sort(),
  };
}
