// Verifies an audit trail that SecureSphere exported. Plain Node 20 or newer, no dependencies, no network.
// Made from lib/audit/proof of the SecureSphere repository. SPDX-License-Identifier: Apache-2.0

// lib/audit/proof/checkpoint.ts
import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";

// lib/audit/proof/digest.ts
import * as crypto from "node:crypto";
function sha256(...parts) {
  if (crypto.hash) return crypto.hash("sha256", whole(parts), "buffer");
  const hash2 = crypto.createHash("sha256");
  for (const part of parts) hash2.update(part);
  return hash2.digest();
}
var whole = (parts) => parts.length === 1 ? parts[0] : Buffer.concat(parts.map((part) => typeof part === "string" ? Buffer.from(part) : part));

// lib/audit/proof/checkpoint.ts
var NO_PREVIOUS = "0".repeat(64);
var fields = [
  ...["n", "previous", "entries", "total", "first_id", "last_id", "first_time", "last_time", "root", "sealed_at"],
  ...["pending", "public_key"]
];
var checkpointText = (checkpoint) => JSON.stringify(checkpoint, fields);
var checkpointHash = (checkpoint) => sha256(checkpointText(checkpoint)).toString("hex");
var PRIVATE = Buffer.from("302e020100300506032b657004220420", "hex");
var PUBLIC = Buffer.from("302a300506032b6570032100", "hex");
var fingerprint = (publicKey) => sha256(Buffer.from(publicKey, "base64url")).toString("hex");
function isSigned(text, signature, publicKey) {
  try {
    const key = createPublicKey({
      key: Buffer.concat([PUBLIC, Buffer.from(publicKey, "base64url")]),
      format: "der",
      type: "spki"
    });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, "base64url"));
  } catch {
    return false;
  }
}

// lib/audit/proof/trail-source.ts
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";

// lib/audit/proof/trail-file.ts
var TRAIL_FORMAT = "securesphere-trail-1";
var ENTRY = ',"entry":';
var VALUES = ',"values":';
var TrailFileError = class extends Error {
};
function readHeader(line) {
  const header = parsed(line);
  if (header?.format !== TRAIL_FORMAT) throw new TrailFileError(`the first line does not say "${TRAIL_FORMAT}"`);
  return header;
}
function readLine(line) {
  if (line.startsWith('{"checkpoint":')) {
    const { checkpoint, records } = parsed(line);
    return { checkpoint, records: Buffer.from(records, "base64") };
  }
  const [entryAt, valuesAt] = [line.indexOf(ENTRY), line.indexOf(VALUES)];
  if (entryAt < 0 || valuesAt < entryAt || !line.endsWith("}")) throw new TrailFileError("it is no entry");
  const mark = parsed(`${line.slice(0, entryAt)}}`);
  const entry = line.slice(entryAt + ENTRY.length, valuesAt);
  const values = line.slice(valuesAt + VALUES.length, -1);
  return {
    row: {
      id: Number(/^\{"id" : (\d+)/.exec(entry)?.[1] ?? NaN),
      entry,
      values: mark.values_digest === void 0 ? values : null,
      salt: mark.salt ?? null,
      valuesDigest: mark.values_digest ?? null
    }
  };
}
function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    throw new TrailFileError("it is no JSON");
  }
}

// lib/audit/proof/trail-source.ts
async function openTrail(file) {
  const lines = linesOf(file);
  const first = await lines.next();
  if (first.done) throw new Error("the file is empty");
  return { header: readHeader(first.value), pieces: piecesOf(lines, file) };
}
async function* piecesOf(lines, file) {
  let number = 1;
  for await (const line of lines) {
    number += 1;
    let piece;
    try {
      piece = readLine(line);
    } catch (error) {
      throw new Error(`line ${number} of ${file} was changed: ${error.message}.`, { cause: error });
    }
    yield piece;
  }
}
async function* linesOf(file) {
  const zipped = await isZipped(file);
  const bytes = createReadStream(file, { highWaterMark: 262144 });
  const text = zipped ? pipeline(bytes, createGunzip(), () => void 0) : bytes;
  let rest = "";
  for await (const chunk of text.setEncoding("utf8")) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop();
    for (const line of lines) if (line !== "") yield line.endsWith("\r") ? line.slice(0, -1) : line;
  }
  if (rest !== "") yield rest;
}
async function isZipped(file) {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 31 && buffer[1] === 139;
  } finally {
    await handle.close();
  }
}

// lib/audit/proof/merkle.ts
var LEAF = Buffer.from([0]);
var NODE = Buffer.from([1]);
var leafHash = (bytes) => sha256(LEAF, bytes);
function merkleRoot(pieces, size) {
  let level = [];
  for (let at = 0; at < pieces.length; at += size) level.push(leafHash(pieces.subarray(at, at + size)));
  if (level.length === 0) return sha256();
  while (level.length > 1) {
    const next = [];
    for (let i = 0; i + 1 < level.length; i += 2) next.push(sha256(NODE, level[i], level[i + 1]));
    if (level.length % 2) next.push(level.at(-1));
    level = next;
  }
  return level[0];
}

// lib/audit/proof/row.ts
var RECORD = 48;
var valuesDigest = (values, salt) => salt === null ? sha256(values) : sha256(Buffer.from(salt, "hex"), values);
function rowHash(row) {
  const digest = row.values === null ? Buffer.from(row.valuesDigest ?? "", "hex") : valuesDigest(row.values, row.salt);
  return sha256(digest, row.entry);
}
var readRecord = (from, at) => ({
  id: Number(from.readBigUInt64BE(at)),
  micros: from.readBigInt64BE(at + 8),
  hash: from.subarray(at + 16, at + RECORD)
});
function timeOf(micros) {
  const value = BigInt(micros);
  const fraction = (value % 1000000n + 1000000n) % 1000000n;
  const second = new Date(Number((value - fraction) / 1000n)).toISOString().slice(0, 19);
  return `${second}.${String(fraction).padStart(6, "0")}Z`;
}

// lib/audit/proof/trail-verifier.ts
var MOST_PROBLEMS = 20;
var TrailVerifier = class {
  constructor(options) {
    this.options = options;
    this.#trusted = new Set(options.trusted);
  }
  options;
  #trusted;
  #awaited = /* @__PURE__ */ new Map();
  #verdict = {
    ...{ ok: true, entries: 0, checkpoints: 0, erased: 0, last: null, problems: [], problem_count: 0 }
  };
  #gaps = [];
  #last;
  get verdict() {
    return this.#verdict;
  }
  checkpoint(checkpoint, records) {
    const fault = this.#faultOf(checkpoint, records);
    if (fault) this.#report("rewritten", checkpoint, `${placeOf(checkpoint)} ${fault}`);
    this.#last = checkpoint;
    this.#verdict.checkpoints += 1;
    const { n, sealed_at, public_key } = checkpoint;
    this.#verdict.last = { n, sealed_at, public_key, hash: checkpointHash(checkpoint) };
    const { from = -Infinity, to = Infinity } = this.options;
    for (let at = 0; at + RECORD <= records.length; at += RECORD) {
      const { id, micros, hash: hash2 } = readRecord(records, at);
      if (micros >= from && micros <= to && !this.#isAbsent(micros))
        this.#awaited.set(id, { hash: hash2, micros, checkpoint: n });
    }
  }
  row(row) {
    for (const [id, awaited2] of this.#awaited) {
      if (id >= row.id) break;
      this.#missing(id, awaited2);
    }
    const awaited = this.#awaited.get(row.id);
    this.#verdict.entries += 1;
    if (row.values === null) this.#verdict.erased += 1;
    if (!awaited) {
      this.#problem(
        "inserted",
        row.id,
        timeIn(row.entry),
        null,
        `Entry ${row.id} was inserted: no checkpoint knows it.`
      );
    } else if (!rowHash(row).equals(awaited.hash) || idIn(row.entry) !== row.id) {
      const message = `Entry ${row.id} was edited: it is not what checkpoint ${awaited.checkpoint} sealed.`;
      this.#problem("edited", row.id, timeOf(awaited.micros), awaited.checkpoint, message);
    }
    this.#awaited.delete(row.id);
  }
  /** Part of the trail stands in a file that cannot be read: one thing is wrong then, not each of its rows. */
  absence({ message, gap }) {
    this.#problem("archive", null, gap && timeOf(gap.from), null, message);
    if (!gap) return;
    this.#gaps.push(gap);
    for (const [id, { micros }] of this.#awaited) if (this.#isAbsent(micros)) this.#awaited.delete(id);
  }
  /** What a witness outside the database kept of a checkpoint; `undefined` where the trail has none of that number. */
  witness(kept, found) {
    if (!found) {
      const message = `The trail was cut off: a witness saw checkpoint ${kept.n} of ${kept.sealed_at}, from entry ${kept.first_id} on, which is not here any more.`;
      this.#problem("cut", kept.first_id, timeOf(kept.first_time), kept.n, message);
    } else if (checkpointHash(found) !== checkpointHash(kept)) {
      this.#report("rewritten", found, `${placeOf(found)} is not the one that a witness saw: it was rewritten.`);
    }
  }
  /** No more rows come. */
  end() {
    for (const [id, awaited] of this.#awaited) this.#missing(id, awaited);
    this.#verdict.problems.sort((a, b) => (a.id ?? 0) - (b.id ?? 0));
    return this.#verdict;
  }
  #faultOf(checkpoint, records) {
    const last = this.#last;
    const text = checkpointText(checkpoint);
    if (!isSigned(text, checkpoint.signature, checkpoint.public_key))
      return "is not signed by its key: it was rewritten.";
    if (!this.#trusted.has(checkpoint.public_key)) {
      const handed = last && checkpoint.endorsement && this.#trusted.has(last.public_key);
      if (!handed || !isSigned(text, checkpoint.endorsement, last.public_key))
        return "is signed by a key that is not believed: it was rewritten, or the key is another.";
      this.#trusted.add(checkpoint.public_key);
    }
    if (records.length !== checkpoint.entries * RECORD || merkleRoot(records, RECORD).toString("hex") !== checkpoint.root)
      return "does not have the root of its records: they were rewritten.";
    const next = last ? last.n + 1 : 1;
    if (checkpoint.n !== next)
      return this.options.partial && checkpoint.n > next ? void 0 : `follows ${next - 1}: those between were removed.`;
    const [previous, total] = last ? [checkpointHash(last), last.total] : [NO_PREVIOUS, 0];
    if (checkpoint.previous !== previous || checkpoint.total !== total + checkpoint.entries)
      return "does not follow the one before it: the chain was rewritten.";
    return void 0;
  }
  #isAbsent(micros) {
    return this.#gaps.some(({ from, to }) => micros >= from && micros <= to);
  }
  #missing(id, { checkpoint, micros }) {
    this.#awaited.delete(id);
    const message = `Entry ${id} was deleted: checkpoint ${checkpoint} sealed it, and it is gone.`;
    this.#problem("deleted", id, timeOf(micros), checkpoint, message);
  }
  #report(kind, { n, first_id, first_time }, message) {
    this.#problem(kind, first_id, timeOf(first_time), n, message);
  }
  #problem(kind, id, timestamp, checkpoint, message) {
    this.#verdict.ok = false;
    this.#verdict.problem_count += 1;
    if (this.#verdict.problems.length < MOST_PROBLEMS)
      this.#verdict.problems.push({ kind, id, timestamp, checkpoint, message });
  }
};
var placeOf = ({ n, first_id, last_id, sealed_at }) => `Checkpoint ${n} of ${sealed_at} (entries ${first_id} to ${last_id})`;
var idIn = (entry) => Number(/^\{"id" : (\d+)/.exec(entry)?.[1]);
var timeIn = (entry) => /"timestamp" : "([^"]+)"/.exec(entry)?.[1] ?? null;

// lib/audit/proof/verify-trail.ts
var PROGRESS_EVERY = 1e4;
async function verifyTrail(pieces, options) {
  const verifier = new TrailVerifier(options);
  const witness = witnessOf(verifier, options);
  for await (const piece of pieces) {
    if ("row" in piece) {
      verifier.row(piece.row);
      if (verifier.verdict.entries % PROGRESS_EVERY === 0) options.onProgress?.(verifier.verdict.entries);
    } else if ("absence" in piece) {
      verifier.absence(piece.absence);
    } else {
      await witness.until(piece.checkpoint);
      verifier.checkpoint(piece.checkpoint, piece.records);
    }
  }
  await witness.rest();
  return verifier.end();
}
function witnessOf(verifier, { witness, partial }) {
  const kept = witness && iteratorOf(witness);
  let next;
  let begun = false;
  const advance = async () => {
    const step = await kept?.next();
    next = step && !step.done ? step.value : void 0;
  };
  return {
    async until(found) {
      if (!begun) await advance();
      for (; next && next.n < found.n; await advance()) if (begun && !partial) verifier.witness(next, void 0);
      begun = true;
      for (; next && next.n === found.n; await advance()) verifier.witness(next, found);
    },
    async rest() {
      if (!begun) await advance();
      for (; next && !partial; await advance()) verifier.witness(next, void 0);
    }
  };
}
var iteratorOf = (stream) => Symbol.asyncIterator in stream ? stream[Symbol.asyncIterator]() : stream[Symbol.iterator]();

// lib/audit/proof/offline.ts
var USAGE = `Verifies an exported audit trail, or an archived month of one. It needs nothing but Node 20 and the file.

  node verify-trail.mjs <trail.jsonl or .jsonl.gz> [--witness <checkpoints.jsonl>] [--key <fingerprint>]

  --witness  checkpoints that were kept elsewhere; shows whether the trail was cut off or its seal rewritten
  --key      the fingerprint of the signing key, learned elsewhere; without it the file's own keys are believed
`;
async function main(words, say) {
  const [file, ...rest] = words;
  const options = /* @__PURE__ */ new Map();
  for (let i = 0; i < rest.length; i += 2) options.set(rest[i], rest[i + 1] ?? "");
  if (!file || file.startsWith("-") || [...options.keys()].some((name) => name !== "--witness" && name !== "--key")) {
    say(USAGE);
    return 2;
  }
  try {
    const verdict = await verifyFile(file, { witness: options.get("--witness"), key: options.get("--key") }, say);
    tell(verdict, say);
    return verdict.ok ? 0 : 1;
  } catch (error) {
    say(`NOT OK: ${error.message}`);
    return 1;
  }
}
async function verifyFile(file, { witness, key }, say = () => void 0) {
  const { header, pieces } = await openTrail(file);
  return verifyTrail(pieces, {
    trusted: trustedOf(header, key, say),
    from: header.from ?? void 0,
    to: header.to ?? void 0,
    partial: header.from !== null || header.to !== null,
    witness: witness ? witnessedIn(witness, header) : void 0
  });
}
function trustedOf(header, key, say) {
  if (key) return header.public_keys.filter((known) => fingerprint(known) === key.replace(/[\s:]/g, "").toLowerCase());
  for (const known of header.public_keys)
    say(`Believing the file's own key ${fingerprint(known)}; compare it with one you learned elsewhere.`);
  return header.public_keys;
}
async function* witnessedIn(file, header) {
  for await (const line of linesOf(file)) {
    const kept = JSON.parse(line);
    if (kept.n <= header.checkpoint) yield kept;
  }
}
function tell(verdict, say) {
  const { entries, checkpoints, erased, last, problems, problem_count } = verdict;
  for (const { message, timestamp } of problems) say(`${message}${timestamp ? ` (${timestamp})` : ""}`);
  if (problem_count > problems.length) say(`\u2026 and ${problem_count - problems.length} more.`);
  const what = `${entries} entries under ${checkpoints} checkpoints`;
  const erasure = erased ? `; of ${erased} the values were erased` : "";
  say(verdict.ok ? `OK: ${what} verify${erasure}.` : `NOT OK: ${problem_count} things are wrong in ${what}.`);
  if (last) say(`Last checkpoint ${last.n}, sealed ${last.sealed_at}, signed by ${fingerprint(last.public_key)}`);
}

// cli/verify-trail.ts
process.exitCode = await main(process.argv.slice(2), (line) => console.log(line));
