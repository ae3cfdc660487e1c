import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { Fault } from "@/lib/kernel/fault";
import { FORMAT, fileName, type Head, partName, type Tail } from "./document";
import { fingerprintOf, type RingKey } from "./keys";
import { type Entry, readArchive } from "./read-archive";
import { ArchiveWriter } from "./write-archive";

const key: RingKey = { id: "k1", key: Buffer.alloc(32, 1) };
const older: RingKey = { id: "k0", key: Buffer.alloc(32, 2) };
const strange: RingKey = { id: "x", key: Buffer.alloc(32, 3) };
const hash = "ab".repeat(32);

const head = (of: RingKey, format = FORMAT): Head => ({
  format,
  name: "b",
  taken_at: "2026-11-22T02:00:00.000Z",
  server_version: "18.4",
  migrations: [],
  audit_months: ["2026-11-01"],
  tables: [{ name: "users", columns: ["id"] }],
  key: { id: of.id, fingerprint: fingerprintOf(of) },
});
const tail: Omit<Tail, "seal"> = {
  tables: { users: { rows: 1, sha256: hash } },
  sequences: [],
  evidence: { files: 1, bytes: 300_000, missing: 0, examples: [] },
};
const evidence = randomBytes(300_000);

async function archive(of: RingKey, described = head(of)): Promise<Buffer> {
  const writer = new ArchiveWriter(of);
  const bytes = writer.bytes.then((stream) => buffer(stream));
  await writer.head(described);
  await writer.compressed(partName("users", 1), Buffer.from("1\n"));
  await writer.entry(fileName(7, hash), evidence.length, [evidence.subarray(0, 1000), evidence.subarray(1000)]);
  await writer.end(tail);
  return bytes;
}

async function read(bytes: Buffer, ring: RingKey[], chunk = 10_000) {
  const seen: { entry: Omit<Entry, "content">; bytes: Buffer }[] = [];
  let ended: Tail | undefined;
  const pieces = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, i) =>
    bytes.subarray(i * chunk, (i + 1) * chunk),
  );
  await readArchive(Readable.from(pieces), ring, {
    head: () => undefined,
    entry: async ({ content, ...entry }) => void seen.push({ entry, bytes: await buffer(content) }),
    tail: (given) => void (ended = given),
  });
  return { seen, ended };
}

const refusal = (bytes: Buffer, ring = [key]) =>
  read(bytes, ring).then(
    () => "it was read",
    (error: unknown) => (error instanceof Fault ? error.message : `not a refusal: ${String(error)}`),
  );

describe("an archive", () => {
  let good: Buffer;
  beforeAll(async () => {
    good = await archive(key);
  });

  test("gives back what was written, whatever pieces it comes in", async () => {
    for (const chunk of [7_919, 65_536, 1_000_000]) {
      const { seen, ended } = await read(good, [key], chunk);
      expect(seen.map(({ entry }) => entry.kind)).toEqual(["rows", "file"]);
      expect(gunzipSync(seen[0]!.bytes).toString()).toBe("1\n");
      expect(seen[1]!.entry).toEqual({ kind: "file", organizationId: 7, sha256: hash, size: 300_000 });
      expect(seen[1]!.bytes.equals(evidence)).toBe(true);
      expect(ended).toMatchObject(tail);
    }
  });

  test("opens with a retired key of the ring, and says so when no key fits", async () => {
    expect((await read(await archive(older), [key, older])).ended).toMatchObject(tail);
    expect(await refusal(good, [strange])).toMatch(/does not open with any key of SECURESPHERE_ENCRYPTION_KEYS/);
  });

  test("whose any bit was turned is refused", async () => {
    const header = Array.from({ length: 110 }, (_, at) => at * 2);
    const places = fc.record({ at: fc.nat(good.length - 1), bit: fc.nat(7) });
    await fc.assert(
      fc.asyncProperty(places, async ({ at, bit }) => {
        const changed = Buffer.from(good);
        changed[at]! ^= 1 << bit;
        expect(await refusal(changed)).toMatch(
          /^The backup is damaged|does not open with any key|This is not a backup/,
        );
      }),
      { numRuns: 160, examples: [...header, 300, good.length - 1].map((at, n) => [{ at, bit: n % 8 }]) },
    );
  });

  test("that is cut off anywhere is refused", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), async (length) => {
        expect(await refusal(good.subarray(0, length))).toMatch(/^The backup is damaged|This is not a backup/);
      }),
      {
        numRuns: 40,
        examples: [0, 1, 22, 100, 200, 65_752, good.length - 1, good.length - 16].map((length) => [length]),
      },
    );
  });

  test("to which something was added, or that is no archive at all, is refused", async () => {
    expect(await refusal(Buffer.concat([good, Buffer.from("x")]))).toMatch(/^The backup is damaged/);
    expect(await refusal(Buffer.from("PK\u0003\u0004 a zip".repeat(100)))).toMatch(/not a backup/);
  });

  test("of a newer format says that it is", async () => {
    expect(await refusal(await archive(key, head(key, FORMAT + 1)))).toMatch(
      /has format 2, this version reads 1\. Upgrade/,
    );
  });

  test("that somebody else made for the same recipient is refused", async () => {
    const forged = new ArchiveWriter(key);
    const bytes = forged.bytes.then((stream) => buffer(stream));
    await forged.head(head(key));
    Object.assign(forged, { seal: (await import("node:crypto")).createHmac("sha256", "guessed") });
    await forged.end(tail);
    expect(await refusal(await bytes)).toMatch(/its seal is not of this key/);
  });
});

test("a writer waits for whoever reads: no more than a little is in memory", async () => {
  const writer = new ArchiveWriter(key);
  const MB = 1024 * 1024;
  let produced = 0;
  let taken = 0;
  let most = 0;
  const filling = (async () => {
    await writer.head(head(key));
    for (let file = 0; file < 8; file++)
      await writer.entry(
        fileName(file + 1, hash),
        8 * MB,
        (function* () {
          for (let piece = 0; piece < 8; piece++) {
            produced += MB;
            most = Math.max(most, produced - taken);
            yield Buffer.alloc(MB);
          }
        })(),
      );
    await writer.end(tail);
  })();
  for await (const chunk of await writer.bytes) {
    taken += (chunk as Buffer).length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await filling;
  expect(taken).toBeGreaterThan(64 * MB);
  expect(most).toBeLessThan(8 * MB);
});
