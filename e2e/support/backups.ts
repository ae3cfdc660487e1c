import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

/** A place for backups, and one for what is started for a moment, of the test file's own. Call it beside useWorld(). */
export function useBackups() {
  const home = mkdtempSync(path.join(tmpdir(), "backups-"));
  const directory = path.join(home, "kept");
  process.env.BACKUP_URL = `file:${directory}`;
  process.env.SECURESPHERE_DATA_DIR = path.join(home, "data");
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  const fileOf = (name: string) => path.join(directory, `${name}.tar.age`);
  return {
    home,
    fileOf,
    files: () => readdirSync(directory).sort(),
    /** What is left of scratch servers. */
    scratch: () => readdirSync(path.join(home, "data")),
    /** Changes the stored file of a backup for as long as `work` takes. */
    async changed<T>(name: string, change: (bytes: Buffer) => Buffer, work: () => Promise<T>): Promise<T> {
      const good = readFileSync(fileOf(name));
      writeFileSync(fileOf(name), change(Buffer.from(good)));
      try {
        return await work();
      } finally {
        writeFileSync(fileOf(name), good);
      }
    },
  };
}

/** Makes and verifies without a screen to tell. */
export const quietly = () => ({ signal: new AbortController().signal, progress: () => undefined });
