import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTarget } from "./open-target";
import { type BackupTarget, newBackupName } from "./target";

const directory = mkdtempSync(path.join(tmpdir(), "backup-target-"));
const bucket = mkdtempSync(path.join(tmpdir(), "backup-bucket-"));
const server = new S3rver({
  port: 0,
  address: "127.0.0.1",
  silent: true,
  directory: bucket,
  configureBuckets: [{ name: "backups", configs: [] }],
});
let s3 = "";

beforeAll(async () => {
  const { port } = await server.run();
  s3 = `s3://backups/of/ours?endpoint=http://127.0.0.1:${port}`;
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER" });
});
afterAll(async () => {
  await server.close();
  for (const made of [directory, bucket]) rmSync(made, { recursive: true, force: true });
});

const never = new AbortController().signal;
const pieces = function* (count: number, bytes: number) {
  for (let i = 0; i < count; i++) yield Buffer.alloc(bytes, i);
};

describe.each([
  ["a directory", () => `file:${directory}/new/folder`],
  ["a bucket of an S3 server", () => s3],
])("%s", (_name, address) => {
  let target: BackupTarget;
  beforeAll(() => {
    target = openTarget(address());
  });

  test("keeps a backup of several parts, lists and gives it back, and removes it", async () => {
    const name = newBackupName(new Date("2026-11-22T02:00:00Z"), "deadbeef00");
    expect(name).toBe("20261122T020000Z-deadbeef");
    expect(await target.list()).toEqual([]);
    expect(await target.open(name)).toBeUndefined();
    expect(await target.put(name, Readable.from(pieces(40, 1_000_000)), never)).toBe(40_000_000);
    expect(await target.list()).toEqual([{ name, size: 40_000_000, storedAt: expect.any(Date) }]);
    const stored = await target.open(name);
    expect(stored!.size).toBe(40_000_000);
    expect((await buffer(stored!.content)).equals(Buffer.concat([...pieces(40, 1_000_000)]))).toBe(true);
    await target.remove(name);
    await target.remove(name);
    expect(await target.list()).toEqual([]);
  });

  test("keeps nothing of one that fails or is stopped on the way", async () => {
    const name = newBackupName(new Date(), "00000001");
    const failing = Readable.from(
      (function* () {
        yield* pieces(20, 1_000_000);
        throw new Error("the source failed");
      })(),
    );
    await expect(target.put(name, failing, never)).rejects.toThrow();
    const stopped = new AbortController();
    const long = Readable.from(
      (function* () {
        yield* pieces(30, 1_000_000);
        stopped.abort(new Error("stopped"));
        yield* pieces(30, 1_000_000);
      })(),
    );
    await expect(target.put(name, long, stopped.signal)).rejects.toThrow();
    expect(await target.list()).toEqual([]);
    expect(await target.open(name)).toBeUndefined();
  });

  test("takes no name that is not a backup's", async () => {
    await expect(target.open("../secrets")).rejects.toThrow("not the name of a backup");
  });
});

test("a directory shows what it keeps to its owner alone", async () => {
  const target = openTarget(`file:${directory}/private`);
  await target.put(newBackupName(new Date(), "00000002"), Readable.from(pieces(1, 10)), never);
  const [file] = readdirSync(path.join(directory, "private"));
  expect(statSync(path.join(directory, "private")).mode & 0o777).toBe(0o700);
  expect(statSync(path.join(directory, "private", file!)).mode & 0o777).toBe(0o600);
});

test("a bucket that is not there is said to be none", async () => {
  const lost = openTarget(s3.replace("backups", "elsewhere"));
  await expect(lost.list()).rejects.toThrow(
    /backup target does not answer as it should \(NoSuchBucket\): check BACKUP_URL/,
  );
});
