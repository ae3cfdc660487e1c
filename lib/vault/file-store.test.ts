import { mkdtempSync, readdirSync, readFileSync, statSync, utimesSync } from "node:fs";
import * as promises from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError } from "@/lib/kernel/config";
import { openFileStore, type FileSystem } from "./file-store";
import { openStore } from "./store";

const directory = () => mkdtempSync(path.join(tmpdir(), "vault-"));
const key = { organizationId: 3, sha256: "ab".repeat(32) };
const files = (root: string) =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(path.join(root, name)).isFile())
    .sort();

/** The real file system, writing down what becomes durable in which order. */
function recording(root: string, log: string[]): FileSystem {
  return {
    ...promises,
    open: async (...args: Parameters<typeof promises.open>) => {
      const name = path.relative(root, String(args[0])) || ".";
      const handle = await promises.open(...args);
      const sync = handle.sync.bind(handle);
      handle.sync = async () => {
        log.push(`sync ${name.endsWith(".part") ? "file" : name}`);
        await sync();
      };
      return handle;
    },
    rename: async (from, to) => {
      log.push(`rename to ${path.relative(root, String(to))}`);
      await promises.rename(from, to);
    },
  };
}

describe("the store", () => {
  it("makes the bytes durable, then the name, then every new folder, before it says so", async () => {
    const root = directory();
    const log: string[] = [];
    const staged = await openFileStore(root, recording(root, log)).stage();
    await staged.write(Buffer.from("sealed"));
    await staged.keep(key);
    expect(log).toEqual(["sync file", `rename to 3/ab/${key.sha256}`, "sync 3/ab", "sync 3", "sync ."]);
    expect(readFileSync(path.join(root, "3", "ab", key.sha256), "utf8")).toBe("sealed");
    expect(statSync(path.join(root, "3", "ab", key.sha256)).mode & 0o777).toBe(0o600);

    log.length = 0;
    const again = await openFileStore(root, recording(root, log)).stage();
    await again.write(Buffer.from("sealed again"));
    await again.keep(key);
    expect(log).toEqual(["sync file", `rename to 3/ab/${key.sha256}`, "sync 3/ab"]);
    expect(files(root)).toEqual([`3/ab/${key.sha256}`]);
  });

  it("leaves nothing of what is discarded, and keeps what was kept", async () => {
    const root = directory();
    const store = openFileStore(root);
    const lost = await store.stage();
    await lost.write(Buffer.from("x"));
    await lost.discard();
    await lost.discard();
    expect(files(root)).toEqual([]);
    const kept = await store.stage();
    await kept.keep(key);
    await kept.discard();
    expect(await store.has(key)).toBe(true);
  });

  it("knows what it does not have", async () => {
    const store = openFileStore(path.join(directory(), "not yet"));
    expect(await store.has(key)).toBe(false);
    expect(await store.open(key)).toBeUndefined();
    expect(await store.remove(key)).toBe(false);
    expect(await store.sweepStaged(new Date())).toBe(0);
    for await (const page of store.list()) expect(page).toEqual([]);
  });

  it.each([
    { organizationId: 3, sha256: "../../../../etc/passwd" },
    { organizationId: 3, sha256: "AB".repeat(32) },
    { organizationId: -1, sha256: key.sha256 },
    { organizationId: "../x" as unknown as number, sha256: key.sha256 },
  ])("chooses its paths itself: %j is none", async (strange) => {
    await expect(openFileStore(directory()).open(strange)).rejects.toThrow("not a place");
  });

  it("sweeps what was staged long ago only, and removes files only as old as asked", async () => {
    const root = directory();
    const store = openFileStore(root);
    await (await store.stage()).write(Buffer.from("crashed"));
    await (await store.stage()).write(Buffer.from("under way"));
    const [old] = readdirSync(path.join(root, "staging"));
    utimesSync(path.join(root, "staging", old!), 1, 1);
    expect(await store.sweepStaged(new Date(Date.now() - 3_600_000))).toBe(1);
    expect(files(root)).toHaveLength(1);

    await (await store.stage()).keep(key);
    expect(await store.remove(key, new Date(Date.now() - 3_600_000))).toBe(false);
    expect(await store.remove(key)).toBe(true);
  });
});

describe("STORAGE_URL", () => {
  it("names a directory, in any spelling of file:", async () => {
    const root = directory();
    for (const url of [`file:${root}`, `file://${root}`, `file:${encodeURI(path.relative(process.cwd(), root))}`]) {
      const staged = await openStore(url).stage();
      await staged.keep(key);
      expect(files(root)).toEqual([`3/ab/${key.sha256}`]);
    }
  });

  it("is refused in one line where this version does not serve it", () => {
    expect(() => openStore("s3://bucket?endpoint=http://minio")).toThrow(
      new ConfigError("STORAGE_URL is malformed: it should be file:/a/directory; s3:// is not supported yet."),
    );
  });
});
