import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import {
  after,
  BEFORE,
  bind,
  type Custodian,
  type CustodyEntry,
  type CustodyLink,
  firstBroken,
  NO_PREVIOUS,
} from "./custody";
import { isSame, refuseStep, standingOf } from "./custody";
import { type CustodyFile, readCustodyFile, verifyCustody } from "./custody-file";

const of = { case: "C-2026-0001", exhibit: "EX-1" };
const bytes = Buffer.from("a seized export");
const sha = createHash("sha256").update(bytes).digest("hex");
const people: Custodian[] = [
  { id: 1, name: "Ana Ruiz" },
  { id: 2, name: "Ben Okoye" },
  { id: 3, name: "Chi Nakamura" },
];
const outside: Custodian = { id: null, name: "Registry of the court" };

type Draft = Omit<CustodyEntry, "seq">;
const entry = (action: CustodyEntry["action"], by: Custodian, more: Partial<Draft> = {}): Draft => ({
  action,
  by,
  from: null,
  to: null,
  at: "2026-11-22T10:00:00.000Z",
  reason: "",
  file_sha256: sha,
  ...more,
});

const chain = (drafts: readonly Draft[]) =>
  drafts.reduce<CustodyLink[]>((links, draft) => [...links, bind(of, links.at(-1), draft)], []);

const [ana, ben, chi] = people as [Custodian, Custodian, Custodian];
const story = () =>
  chain([
    entry("received", ana, { from: outside, to: ana, reason: "Seized under warrant 12" }),
    entry("examined", ana, { reason: "Imported" }),
    entry("transferred", ana, { from: ana, to: ben, reason: "Second opinion" }),
    entry("accepted", ben, { from: ana, to: ben }),
    entry("returned", ben, { from: ben, to: outside, reason: "Trial is over" }),
  ]);

/** Histories that can happen: each choice is resolved to one of the entries that may follow. */
const histories = fc
  .array(fc.tuple(fc.nat(), fc.nat(), fc.string({ maxLength: 12 })), { minLength: 1, maxLength: 14 })
  .map((choices) => {
    const drafts: Draft[] = [];
    for (const [pick, second, reason] of choices) {
      const standing = standingOf(drafts);
      const at = new Date(Date.UTC(2026, 0, 1) + drafts.length * 60_000).toISOString();
      const who = people[second % people.length]!;
      const may = [
        entry("received", who, { from: outside, to: who }),
        entry("transferred", standing.holder ?? ana, { from: standing.holder, to: who }),
        entry("accepted", standing.receiver ?? ana, { from: standing.holder, to: standing.receiver }),
        entry("declined", standing.receiver ?? ana),
        entry("examined", standing.holder ?? ana),
        entry("returned", standing.holder ?? ana, { from: standing.holder, to: outside }),
        entry("disposed", standing.holder ?? ana, { from: standing.holder }),
      ].filter((draft) => refuseStep(standing, draft) === undefined);
      if (may.length > 0) drafts.push({ ...may[pick % may.length]!, reason, at });
    }
    return chain(drafts);
  });

describe("a chain of custody", () => {
  it("verifies whatever happened that can happen", () => {
    fc.assert(
      fc.property(histories, (links) => {
        expect(firstBroken(of, links, sha)).toBeUndefined();
      }),
    );
  });

  it("names the entry that was changed, in whatever field", () => {
    const changes: ((link: CustodyLink) => CustodyLink)[] = [
      (link) => ({ ...link, reason: `${link.reason}.` }),
      (link) => ({ ...link, at: new Date(Date.parse(link.at) + 1).toISOString() }),
      (link) => ({ ...link, by: { ...link.by, name: `${link.by.name}x` } }),
      (link) => ({ ...link, by: { ...link.by, id: 99 } }),
      (link) => ({ ...link, from: { id: 7, name: "Somebody" } }),
      (link) => ({ ...link, to: { id: 7, name: "Somebody" } }),
      (link) => ({ ...link, action: link.action === "examined" ? "declined" : "examined" }),
      (link) => ({ ...link, file_sha256: "f".repeat(64) }),
      (link) => ({ ...link, hash: "0".repeat(63) + "1" }),
      (link) => ({ ...link, previous: "1".repeat(64) }),
    ];
    fc.assert(
      fc.property(histories, fc.nat(), fc.constantFrom(...changes), (links, pick, change) => {
        const at = pick % links.length;
        const altered = links.map((link, index) => (index === at ? change(link) : link));
        expect(firstBroken(of, altered, sha)?.seq).toBe(at + 1);
      }),
    );
  });

  it("names the place where an entry was taken out, put in twice or moved", () => {
    fc.assert(
      fc.property(
        histories.filter((links) => links.length > 2),
        fc.nat(),
        (links, pick) => {
          const at = pick % (links.length - 1);
          expect(firstBroken(of, links.toSpliced(at, 1), sha)?.seq).toBe(at + 1);
          expect(firstBroken(of, links.toSpliced(at, 0, links[at]!), sha)?.seq).toBe(at + 2);
          expect(firstBroken(of, links.toSpliced(at, 2, links[at + 1]!, links[at]!), sha)?.seq).toBe(at + 1);
        },
      ),
    );
  });

  it("belongs to its exhibit and its file alone", () => {
    expect(firstBroken({ ...of, exhibit: "EX-2" }, story(), sha)?.seq).toBe(1);
    expect(firstBroken({ ...of, case: "C-2026-0002" }, story(), sha)?.seq).toBe(1);
    expect(firstBroken(of, story(), "0".repeat(64))?.seq).toBe(1);
    expect(firstBroken(of, [], sha)).toEqual({ seq: 1, problem: "there is no entry at all" });
  });

  it("refuses entries that are bound well and cannot have happened", () => {
    const accepts = chain([
      entry("received", ana, { from: outside, to: ana }),
      entry("transferred", ana, { from: ana, to: ben }),
      entry("accepted", chi, { from: ana, to: chi }),
    ]);
    expect(firstBroken(of, accepts, sha)).toMatchObject({ seq: 3, problem: /only who it was handed to/ });
    const stolen = chain([entry("received", ana, { from: outside, to: ana }), entry("disposed", ben, { from: ben })]);
    expect(firstBroken(of, stolen, sha)).toMatchObject({ seq: 2, problem: /not in those hands/ });
    expect(after(BEFORE, entry("received", ana, { to: ana })).holder).toEqual(ana);
    expect(isSame(outside, { id: null, name: outside.name })).toBe(true);
    expect(story()[0]!.previous).toBe(NO_PREVIOUS);
  });
});

describe("the exported file", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "custody-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const exported = (custody: CustodyLink[]): CustodyFile => ({
    format: "securesphere-custody",
    version: 1,
    exported_at: "2026-11-23T08:00:00.000Z",
    exported_by: "Ana Ruiz",
    case: { number: of.case, title: "Harbour", marking: "TLP:AMBER" },
    exhibit: {
      ...{ number: of.exhibit, title: "Export", description: "", marking: "TLP:AMBER", filename: "result.json" },
      ...{ media_type: "application/json", size: bytes.length, sha256: sha, taken_in_at: "2026-11-22T10:00:00.000Z" },
    },
    custody,
  });
  const verify = (file: unknown, ...more: string[]) => {
    const name = path.join(folder, "exhibit.json");
    writeFileSync(name, typeof file === "string" ? file : JSON.stringify(file));
    const { status, stdout } = spawnSync(process.execPath, [path.resolve("public/verify-custody.mjs"), name, ...more], {
      encoding: "utf8",
      env: { NODE_ENV: "test" },
    });
    return { status, stdout };
  };

  it("is verified by the single file that is handed out, with the exhibit beside it", () => {
    const original = path.join(folder, "original");
    writeFileSync(original, bytes);
    const links = story();
    const good = verify(exported(links), "--file", original, "--head", links.at(-1)!.hash);
    expect(good).toMatchObject({ status: 0, stdout: /OK: EX-1 of C-2026-0001: 5 entries verify/ });
    writeFileSync(original, "another");
    expect(verify(exported(links), "--file", original)).toMatchObject({ status: 1, stdout: /SHA-256 differs/ });
    const cut = verify(exported(links.slice(0, -1)), "--head", links.at(-1)!.hash);
    expect(cut).toMatchObject({ status: 1, stdout: /was cut off/ });
    const edited = links.map((link) => (link.seq === 3 ? { ...link, reason: "Nothing" } : link));
    expect(verify(exported(edited))).toMatchObject({ status: 1, stdout: /entry 3 is not what was written/ });
    expect(verify("{}")).toMatchObject({ status: 1 });
    expect(verify("no JSON")).toMatchObject({ status: 1 });
    expect(verify(exported(links), "--what", "x").status).toBe(2);
  });

  it("is read with care", () => {
    const file = exported(story());
    expect(verifyCustody(readCustodyFile(JSON.stringify(file)))).toMatchObject({ ok: true, entries: 5 });
    const odd = { ...file, custody: [{ seq: 1 }] };
    expect(verifyCustody(readCustodyFile(JSON.stringify(odd)))).toMatchObject({ problem: "entry 1 cannot be read" });
    expect(() => readCustodyFile(JSON.stringify({ ...file, version: 2 }))).toThrow(/later version/);
  });
});
