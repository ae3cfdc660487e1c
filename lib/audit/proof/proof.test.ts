import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { believedKeys } from "./believed-keys";
import { checkpointText, fingerprint, type SignedCheckpoint, signingKey, signText } from "./checkpoint";
import { makeCheckpoint } from "./make-checkpoint";
import { leafHash, merkleRoot } from "./merkle";
import { readRecord, RECORD, rowHash, timeOf, type TrailRowText, valuesDigest, writeRecord } from "./row";
import { checkpointLine, readLine, rowLine } from "./trail-file";
import { interleave, type StoredCheckpoint, type TrailPiece, verifyTrail } from "./verify-trail";

const key = signingKey(Buffer.alloc(32, 1));
const otherKey = signingKey(Buffer.alloc(32, 2));
const start = 1_700_000_000_000_000;

const row = (id: number, text = `value ${id}`): TrailRowText => ({
  id,
  entry: `{"id" : ${id}, "timestamp" : "${timeOf(start + id)}", "reason" : ${JSON.stringify(text)}}`,
  values: JSON.stringify({ old: null, new: { text } }),
  salt: createHash("md5").update(String(id)).digest("hex"),
  valuesDigest: null,
});

/** A trail whose checkpoints take these ids. */
function sealed(groups: number[][], keys = [key]) {
  const rows = groups
    .flat()
    .sort((a, b) => a - b)
    .map((id) => row(id));
  const made: { checkpoint: SignedCheckpoint; records: Buffer }[] = [];
  for (const ids of groups) {
    const records = ids.map((id) => ({ id, micros: BigInt(start + id), hash: rowHash(row(id)) }));
    made.push(makeCheckpoint(made.at(-1)?.checkpoint, records, keys, new Date(1_700_000_100_000 + made.length)));
  }
  return { rows, made };
}

async function* each<Item>(items: Item[]) {
  yield* items;
}
const stored = (made: { checkpoint: SignedCheckpoint; records: Buffer }[]): StoredCheckpoint[] =>
  made.map((one, index) => ({
    ...one,
    low: Math.min(...made.slice(index).map(({ checkpoint }) => checkpoint.first_id)),
  }));

const verify = ({ rows, made }: ReturnType<typeof sealed>, witness?: SignedCheckpoint[], trusted = [key.publicKey]) =>
  verifyTrail(interleave(each(stored(made)), each(rows)), { trusted, witness });
const kinds = async (...given: Parameters<typeof verify>) =>
  (await verify(...given)).problems.map(({ kind, id }) => `${kind} ${id}`);

describe("merkleRoot", () => {
  // RFC 6962, 2.1: by halves, the left one the largest power of two.
  const byHalves = (leaves: Buffer[]): Buffer => {
    if (leaves.length === 0) return createHash("sha256").digest();
    if (leaves.length === 1) return leafHash(leaves[0]!);
    let k = 1;
    while (k * 2 < leaves.length) k *= 2;
    return createHash("sha256")
      .update(Buffer.from([1]))
      .update(byHalves(leaves.slice(0, k)))
      .update(byHalves(leaves.slice(k)))
      .digest();
  };

  it("is the tree of the RFC for any number of leaves", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 4, maxLength: 4 }), { maxLength: 70 }), (leaves) => {
        const pieces = leaves.map((leaf) => Buffer.from(leaf));
        expect(merkleRoot(Buffer.concat(pieces), 4)).toEqual(byHalves(pieces));
      }),
    );
  });

  it("is known for the empty tree and an empty leaf", () => {
    expect(merkleRoot(Buffer.alloc(0), 1).toString("hex")).toMatch(/^e3b0c44298fc1c14/);
    expect(leafHash(Buffer.alloc(0)).toString("hex")).toMatch(/^6e340b9cffb37a98/);
  });
});

describe("a row's hash", () => {
  const anyText = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

  it("stays when its values are erased and their digest stands for them", () => {
    const whole = row(7);
    const digest = valuesDigest(whole.values!, whole.salt).toString("hex");
    expect(rowHash({ ...whole, values: null, salt: null, valuesDigest: digest })).toEqual(rowHash(whole));
  });

  it("survives the lines of a file, whatever stands in the texts", () => {
    fc.assert(
      fc.property(anyText, fc.option(fc.constant("ab".repeat(16))), (text, salt) => {
        const given = { ...row(3, `,"values":${text}`), salt };
        expect(readLine(rowLine(given))).toEqual({ row: given });
      }),
    );
  });

  it("is kept in 48 bytes with its id and time", () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), fc.bigInt(-(2n ** 62n), 2n ** 62n), (id, micros) => {
        const bytes = Buffer.alloc(RECORD * 2);
        const record = { id, micros, hash: rowHash(row(1)) };
        writeRecord(record, bytes, RECORD);
        expect(readRecord(bytes, RECORD)).toEqual(record);
      }),
    );
    expect(timeOf(-1)).toBe("1969-12-31T23:59:59.999999Z");
  });
});

describe("verifyTrail", () => {
  // 4 was sealed late: its transaction was not over when 5 was sealed. 3 never appeared.
  const groups = [[1, 2, 5], [4, 6, 7], [8]];

  it("believes a trail as it was sealed, late rows included", async () => {
    expect(
      await verify(
        sealed(groups),
        sealed(groups).made.map(({ checkpoint }) => checkpoint),
      ),
    ).toMatchObject({
      ...{ ok: true, entries: 7, checkpoints: 3, problem_count: 0, last: { n: 3 } },
    });
  });

  it("names the row that was edited, deleted or inserted", async () => {
    const edited = sealed(groups);
    edited.rows[3] = { ...row(5), values: '{"old":null,"new":{"text":"value 6"}}' };
    expect(await kinds(edited)).toEqual(["edited 5"]);
    for (const gone of [1, 4, 8]) {
      const deleted = sealed(groups);
      deleted.rows = deleted.rows.filter(({ id }) => id !== gone);
      expect(await kinds(deleted)).toEqual([`deleted ${gone}`]);
    }
    const inserted = sealed(groups);
    inserted.rows.splice(2, 0, row(3));
    expect(await kinds(inserted)).toEqual(["inserted 3"]);
    const twice = sealed(groups);
    twice.rows.splice(2, 0, row(2, "another"));
    expect(await kinds(twice)).toEqual(["inserted 2"]);
  });

  it("finds any one bit that changes in any row", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(6),
        fc.nat(10_000),
        fc.nat(7),
        fc.constantFrom("entry", "values", "salt"),
        async (at, place, bit, part) => {
          const trail = sealed(groups);
          const bytes = Buffer.from(trail.rows[at]![part as "entry"], part === "salt" ? "hex" : "latin1");
          bytes[place % bytes.length]! ^= 1 << bit;
          trail.rows[at] = { ...trail.rows[at]!, [part]: bytes.toString(part === "salt" ? "hex" : "latin1") };
          expect(await kinds(trail)).toContain(`edited ${trail.rows[at].id}`);
        },
      ),
    );
  });

  it("names what a cut tail took, by the witness", async () => {
    const whole = sealed(groups);
    const witness = whole.made.map(({ checkpoint }) => checkpoint);
    const cut = { rows: [row(1), row(2), row(5)], made: whole.made.slice(0, 1) };
    expect(await kinds(cut)).toEqual([]);
    expect(await kinds(cut, witness)).toEqual(["cut 4", "cut 8"]);
    expect(await kinds({ rows: [], made: [] }, witness)).toEqual(["cut 1", "cut 4", "cut 8"]);
  });

  it("finds a trail sealed anew: by its key, and with the stolen key by the witness", async () => {
    const witness = sealed(groups).made.map(({ checkpoint }) => checkpoint);
    const forge = (keys: (typeof key)[]) => sealed([[1, 2], [4, 6, 7], [8]], keys);
    expect(await kinds(forge([otherKey]))).toEqual(["rewritten 1", "rewritten 4", "rewritten 8"]);
    expect(await kinds(forge([key]))).toEqual([]);
    expect(await kinds(forge([key]), witness)).toEqual(["rewritten 1", "rewritten 4", "rewritten 8"]);
  });

  it("finds records, bodies and signatures that were changed, and checkpoints that are gone", async () => {
    const changed = async (change: (made: ReturnType<typeof sealed>["made"]) => void) => {
      const trail = sealed(groups);
      change(trail.made);
      return (await kinds(trail))[0];
    };
    expect(await changed((made) => (made[1]!.records[20]! ^= 1))).toBe("rewritten 4");
    expect(await changed((made) => (made[1]!.checkpoint = { ...made[1]!.checkpoint, total: 9 }))).toBe("rewritten 4");
    expect(await changed((made) => (made[2]!.checkpoint = { ...made[2]!.checkpoint, signature: "AAAA" }))).toBe(
      "rewritten 8",
    );
    expect(await changed((made) => made.splice(1, 1))).toBe("inserted 4");
    const resigned = (checkpoint: SignedCheckpoint) => ({
      ...checkpoint,
      signature: signText(key, checkpointText(checkpoint)),
    });
    expect(
      await changed((made) => (made[1]!.checkpoint = resigned({ ...made[1]!.checkpoint, previous: "0".repeat(64) }))),
    ).toBe("rewritten 4");
  });

  it("follows the key where the key before hands over, and only there", async () => {
    const trail = sealed(groups);
    const last = trail.made.pop()!;
    const records = [{ id: 8, micros: BigInt(start + 8), hash: rowHash(row(8)) }];
    const again = (keys: (typeof key)[]) => makeCheckpoint(trail.made[1]!.checkpoint, records, keys, new Date());
    trail.made.push(again([otherKey, key]));
    expect(last.checkpoint.endorsement).toBeNull();
    expect(await kinds(trail)).toEqual([]);
    trail.made[2] = again([otherKey]);
    expect(await kinds(trail)).toEqual(["rewritten 8"]);
    expect(await kinds(trail, undefined, [key.publicKey, otherKey.publicKey])).toEqual([]);
  });

  it("believes a key that left the ring by what it handed over to, and no other", () => {
    const [first, second] = sealed(groups).made.map(({ checkpoint }) => checkpoint) as [
      SignedCheckpoint,
      SignedCheckpoint,
    ];
    const records = [{ id: 8, micros: BigInt(start + 8), hash: rowHash(row(8)) }];
    const next = (keys: (typeof key)[]) => makeCheckpoint(second, records, keys, new Date()).checkpoint;
    const given = { checkpoint: next([otherKey, key]), before: first.public_key };
    expect(believedKeys([otherKey.publicKey], [given])).toEqual([otherKey.publicKey, key.publicKey]);
    expect(believedKeys([key.publicKey], [given])).toEqual([key.publicKey]);
    // Taken over without its word, and a word that is not about this checkpoint.
    expect(believedKeys([otherKey.publicKey], [{ ...given, checkpoint: next([otherKey]) }])).toHaveLength(1);
    const other = { ...given.checkpoint, total: given.checkpoint.total + 1 };
    expect(believedKeys([otherKey.publicKey], [{ ...given, checkpoint: other }])).toHaveLength(1);
    expect(believedKeys([otherKey.publicKey], [{ ...given, before: otherKey.publicKey }])).toHaveLength(1);
  });

  it("looks at a range by its times alone", async () => {
    const trail = sealed(groups);
    const range = { from: start + 6, to: start + 7 };
    const look = (made: typeof trail.made, ids: number[]) =>
      verifyTrail(interleave(each(stored(made)), each(ids.map((id) => row(id)))), {
        trusted: [key.publicKey],
        partial: true,
        ...range,
      });
    expect(await look([trail.made[1]!], [6, 7])).toMatchObject({ ok: true, entries: 2 });
    expect(await look([trail.made[1]!], [6])).toMatchObject({ ok: false, problems: [{ kind: "deleted", id: 7 }] });
  });

  it("survives being written to a file and read again", async () => {
    const { rows, made } = sealed(groups);
    const pieces: TrailPiece[] = [];
    for await (const piece of interleave(each(stored(made)), each(rows)))
      if (!("absence" in piece))
        pieces.push(readLine("row" in piece ? rowLine(piece.row) : checkpointLine(piece.checkpoint, piece.records)));
    expect(await verifyTrail(pieces, { trusted: [key.publicKey] })).toMatchObject({ ok: true, entries: 7 });
  });

  it("keeps the names of keys", () => {
    expect(key.publicKey).toHaveLength(43);
    expect(fingerprint(key.publicKey)).toMatch(/^[0-9a-f]{64}$/);
  });
});
