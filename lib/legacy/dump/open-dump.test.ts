import { describe, expect, it } from "vitest";
import { dumpOf, systemFile } from "@/e2e/support/system-database";
import { openDump } from "./open-dump";
import { splitStatements } from "./split-statements";

const rows = {
  notes: [
    { id: 1, text: "one\ttwo\nthree \\ four", said: "it's; -- $$", missing: null, yes: true },
    { id: 2, text: "❄️ снег", said: "", missing: null, yes: false },
  ],
  users: [{ id: "7", name: "\\." }],
};

const opened = (text: string | Buffer) => openDump(systemFile(Buffer.from(text), "dump.sql"));
async function all(dump: Awaited<ReturnType<typeof openDump>>, table: string) {
  const cells = [];
  for await (const row of dump.rows(table)) cells.push(row.cells);
  return cells;
}

it.each(["copy", "inserts"] as const)("reads every value of %s as it was", async (how) => {
  const dump = await opened(dumpOf(rows, how, { "notes.id": "users" }));
  expect(await all(dump, "users")).toEqual([{ id: "7", name: "\\." }]);
  const [yes, no] = how === "copy" ? ["t", "f"] : ["true", "false"];
  expect(await all(dump, "notes")).toEqual([
    { id: "1", text: rows.notes[0]!.text, said: "it's; -- $$", missing: null, yes },
    { id: "2", text: rows.notes[1]!.text, said: "", missing: null, yes: no },
  ]);
  expect(dump.tables.get("notes")).toMatchObject({ columns: ["id", "text", "said", "missing", "yes"], count: 2 });
  expect([...dump.references]).toEqual([["notes.id", "users"]]);
});

it("reads the same however the bytes come", async () => {
  const bytes = dumpOf(rows, "copy");
  const partsOf = async (size: number) => {
    const parts = [];
    async function* stream() {
      for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
    }
    for await (const { kind, start, end } of splitStatements(stream())) parts.push([kind, start, end]);
    return parts;
  };
  const whole = await partsOf(bytes.length);
  expect(whole.length).toBeGreaterThan(6);
  for (const size of [1, 2, 3, 7, 64]) expect(await partsOf(size)).toEqual(whole);
});

it("reads rows of many, quoted names, escapes and casts", async () => {
  const dump = await opened(
    `/* a; comment */ CREATE TABLE IF NOT EXISTS "public"."Odd ""Name""" ("Id" integer DEFAULT nextval('a;b'::regclass), x text, CONSTRAINT k PRIMARY KEY ("Id"));
     INSERT INTO "public"."Odd ""Name""" ("Id", x) VALUES (1, E'a\\'b\\n\\\\'), (-2, 'it''s'::text), (3.5, NULL);`,
  );
  expect(await all(dump, 'odd "name"')).toEqual([
    { id: "1", x: "a'b\n\\" },
    { id: "-2", x: "it's" },
    { id: "3.5", x: null },
  ]);
});

it("names bytes that are no text, and encodings", async () => {
  const latin = Buffer.from("SET client_encoding = 'LATIN1';\nCOPY a (x) FROM stdin;\ncaf\xe9\n\\.\n", "latin1");
  expect(await all(await opened(latin), "a")).toEqual([{ x: "café" }]);
  const broken = Buffer.from("COPY a (x) FROM stdin;\ncaf\xe9\n\\.\n", "latin1");
  for await (const row of (await opened(broken)).rows("a"))
    expect(row).toEqual({ cells: { x: "caf\uFFFD" }, damaged: { x: expect.stringContaining("no text") as unknown } });
  await expect(opened("SET client_encoding = 'EUC_TW';")).rejects.toThrow(/--encoding=UTF8/);
});

it.each([
  ["a statement", "INSERT INTO a VALUES ('x"],
  ["the rows", "COPY a (x) FROM stdin;\n1\n2"],
])("says where %s are cut off", async (_, text) => {
  await expect(opened(text)).rejects.toThrow(/cut off/);
});

it("refuses rows that fit no columns, and what pg_dump does not write", async () => {
  await expect(all(await opened("COPY a (x, y) FROM stdin;\n1\n\\.\n"), "a")).rejects.toThrow(/1 values for 2 columns/);
  await expect(opened("INSERT INTO a VALUES (now());")).rejects.toThrow(/without `--inserts`/);
});

describe("a dump that was written to do harm", () => {
  const long = "x".repeat(400_000);
  it.each([
    ["a name as long as its statement", `CREATE TABLE a (\n${long} text);`],
    ["comments within one statement", `SELECT 1\n${"--\n".repeat(200_000)};`],
    ["blanks where a list of columns may stand", `INSERT INTO a${" ".repeat(19_000)}x;`.repeat(20)],
    ["blanks where rows may be said to follow", `COPY a${" ".repeat(19_000)}x;`.repeat(20)],
  ])("is read in a time that grows with it: %s", async (_, text) => {
    const began = performance.now();
    await opened(text);
    expect(performance.now() - began).toBeLessThan(4_000);
  });

  it("is refused for a mark that every byte would be compared with", async () => {
    await expect(opened(`DO $${long}$ x $${long}$;`)).rejects.toThrow(/a mark is too long/);
  });

  it("is refused for a row that no memory holds, before any is read", async () => {
    const part = Buffer.alloc(256 * 1024, "x");
    const head = Buffer.from("COPY a (x) FROM stdin;\n");
    const size = head.length + 1024 * part.length;
    const read = (at: number) => Promise.resolve(at === 0 ? head : part);
    await expect(openDump({ size, read })).rejects.toThrow(/a row of more than 64 MB/);
  });
});
