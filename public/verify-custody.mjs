// Verifies the chain of custody of an exhibit that SecureSphere exported. Plain Node 20 or newer, no dependencies, no network.
// Made from lib/intelligence/custody of the SecureSphere repository. SPDX-License-Identifier: Apache-2.0

// lib/intelligence/custody/offline.ts
import { createHash as createHash2 } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";

// lib/intelligence/custody/custody.ts
import { createHash } from "node:crypto";
var custodyActions = [
  "received",
  "transferred",
  "accepted",
  "declined",
  "examined",
  "returned",
  "disposed"
];
var NO_PREVIOUS = "0".repeat(64);
var person = (who) => who && [who.id, who.name];
var canonicalText = (of, entry, previous) => JSON.stringify([
  "securesphere-custody-1",
  ...[of.case, of.exhibit, entry.seq, entry.action, person(entry.by), person(entry.from), person(entry.to)],
  ...[entry.at, entry.reason, entry.file_sha256, previous]
]);
var custodyHash = (of, entry, previous) => createHash("sha256").update(canonicalText(of, entry, previous), "utf8").digest("hex");
function firstBroken(of, links, fileSha256) {
  if (links.length === 0) return { seq: 1, problem: "there is no entry at all" };
  let last;
  let standing = BEFORE;
  for (const link of links) {
    const seq = (last?.seq ?? 0) + 1;
    if (link.seq !== seq) return { seq, problem: `entry ${seq} is missing: entry ${link.seq} stands in its place` };
    if (link.previous !== (last?.hash ?? NO_PREVIOUS))
      return { seq, problem: `entry ${seq} does not follow the entry before it` };
    if (custodyHash(of, link, link.previous) !== link.hash)
      return { seq, problem: `entry ${seq} is not what was written: its hash differs` };
    if (link.file_sha256 !== fileSha256) return { seq, problem: `entry ${seq} is of another file` };
    const refused = refuseStep(standing, link);
    if (refused) return { seq, problem: `entry ${seq} could not follow: ${refused}` };
    standing = after(standing, link);
    last = link;
  }
  return void 0;
}
var BEFORE = { state: "nowhere", holder: null, receiver: null };
var nextActions = {
  nowhere: ["received"],
  held: ["transferred", "examined", "returned", "disposed"],
  in_transfer: ["accepted", "declined"],
  returned: ["received"],
  disposed: []
};
var isSame = (a, b) => a !== null && b !== null && (a.id === null ? b.id === null && a.name === b.name : a.id === b.id);
function refuseStep(standing, entry) {
  const { action, by, from, to } = entry;
  if (!nextActions[standing.state].includes(action))
    return `${action} does not follow ${standing.state.replace("_", " ")}`;
  if (GIVES_AWAY.has(action) && !isSame(from, standing.holder)) return "it is not in those hands";
  switch (action) {
    case "received":
      return isSame(to, by) ? void 0 : "who receives it writes so";
    case "transferred":
      return to && to.id !== null && !isSame(to, from) ? void 0 : "it is handed over to somebody else who has an account";
    case "accepted":
      return isSame(by, standing.receiver) && isSame(to, by) ? void 0 : "only who it was handed to accepts it";
    case "examined":
      return isSame(by, standing.holder) ? void 0 : "only who holds it examines it";
    case "returned":
      return to ? void 0 : "it is returned to somebody";
    default:
      return void 0;
  }
}
var GIVES_AWAY = /* @__PURE__ */ new Set(["transferred", "accepted", "returned", "disposed"]);
function after(standing, entry) {
  switch (entry.action) {
    case "received":
    case "accepted":
      return { state: "held", holder: entry.to, receiver: null };
    case "transferred":
      return { ...standing, state: "in_transfer", receiver: entry.to };
    case "declined":
      return { ...standing, state: "held", receiver: null };
    case "examined":
      return standing;
    case "returned":
      return { state: "returned", holder: null, receiver: null };
    case "disposed":
      return { state: "disposed", holder: null, receiver: null };
  }
}

// lib/intelligence/custody/custody-file.ts
var isText = (value) => typeof value === "string";
var isPerson = (value) => value !== null && typeof value === "object" && "name" in value && isText(value.name) && "id" in value;
function isLink(value) {
  if (value === null || typeof value !== "object") return false;
  const link = value;
  return Number.isInteger(link.seq) && custodyActions.some((action) => action === link.action) && isPerson(link.by) && [link.from, link.to].every((who) => who === null || isPerson(who)) && [link.at, link.reason, link.file_sha256, link.previous, link.hash].every(isText);
}
function readCustodyFile(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Error("This is not JSON.");
  }
  if (file?.format !== "securesphere-custody" || file.version !== 1)
    throw new Error("This is not an exhibit that SecureSphere exported, or of a later version than this program.");
  if (!isText(file.case?.number) || !isText(file.exhibit?.number) || !isText(file.exhibit.sha256))
    throw new Error("The case or the exhibit is missing in this file.");
  if (!Array.isArray(file.custody)) throw new Error("The chain of custody is missing in this file.");
  return file;
}
function verifyCustody(file, known = {}) {
  const of = { case: file.case.number, exhibit: file.exhibit.number };
  const malformed = file.custody.findIndex((link) => !isLink(link));
  const entries = file.custody.length;
  if (malformed >= 0) return { ok: false, entries, head: null, problem: `entry ${malformed + 1} cannot be read` };
  const head = file.custody.at(-1)?.hash ?? null;
  const broken = firstBroken(of, file.custody, file.exhibit.sha256);
  if (broken) return { ok: false, entries, head, problem: broken.problem };
  if (known.head && known.head !== head)
    return { ok: false, entries, head, problem: "the chain does not end with the entry that was told: it was cut off" };
  if (known.fileSha256 && known.fileSha256 !== file.exhibit.sha256)
    return { ok: false, entries, head, problem: "the file is not the exhibit's: its SHA-256 differs" };
  return { ok: true, entries, head };
}

// lib/intelligence/custody/offline.ts
var USAGE = `Verifies the chain of custody of an exported exhibit. It needs nothing but Node 20 and the file.

  node verify-custody.mjs <exhibit.json> [--file <the exhibit itself>] [--head <hash of the last entry>]

  --file  the exhibit's own file; shows whether it is the one the chain is of
  --head  the hash of the last entry, learned elsewhere (the printed case file says it); shows whether entries were cut off
`;
async function main(words, say) {
  const [file, ...rest] = words;
  const options = /* @__PURE__ */ new Map();
  for (let i = 0; i < rest.length; i += 2) options.set(rest[i], rest[i + 1] ?? "");
  if (!file || file.startsWith("-") || [...options].some(([name, value]) => !/^--(file|head)$/.test(name) || !value)) {
    say(USAGE);
    return 2;
  }
  try {
    const exported = readCustodyFile(await readFile(file, "utf8"));
    const beside = options.get("--file");
    const fileSha256 = beside ? await sha256Of(beside) : void 0;
    const verdict = verifyCustody(exported, { fileSha256, head: options.get("--head")?.trim().toLowerCase() });
    const what = `${exported.exhibit.number} of ${exported.case.number}`;
    if (!verdict.ok) {
      say(`NOT OK: ${what}: ${verdict.problem}.`);
      return 1;
    }
    for (const link of exported.custody)
      say(`${link.seq}. ${link.at} ${link.action} by ${link.by.name}${link.to ? `, to ${link.to.name}` : ""}`);
    say(`OK: ${what}: ${verdict.entries} entries verify, the last is ${verdict.head}.`);
    say(fileSha256 ? "The file is the exhibit's." : `The exhibit's file has the SHA-256 ${exported.exhibit.sha256}.`);
    return 0;
  } catch (error) {
    say(`NOT OK: ${error.message}`);
    return 1;
  }
}
async function sha256Of(file) {
  const hash = createHash2("sha256");
  for await (const piece of createReadStream(file)) hash.update(piece);
  return hash.digest("hex");
}

// cli/verify-custody.ts
process.exitCode = await main(process.argv.slice(2), (line) => console.log(line));
