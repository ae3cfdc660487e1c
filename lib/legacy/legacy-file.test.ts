import { describe, expect, it } from "vitest";
import { fileOf, legacyDatabase } from "@/e2e/support/legacy-database";
import { flaskRows } from "@/e2e/support/legacy-flask-rows";
import { openLegacyFile } from "./legacy-file";

const sound = async (more = "") => {
  const database = await legacyDatabase("flask", flaskRows);
  if (more) database.run(more);
  const bytes = database.export();
  database.close();
  return bytes;
};
const refusal = (bytes: Uint8Array) =>
  openLegacyFile(fileOf(bytes)).then(
    () => "opened",
    (error: { code?: string; message: string }) => (error.code === "invalid" ? error.message : String(error)),
  );
const text = (value: string) => new TextEncoder().encode(value);

describe("a file that is no sound database", () => {
  it("is refused with what it is instead", async () => {
    expect(await refusal(new Uint8Array())).toBe("The file is empty.");
    expect(await refusal(text("SQLite format 3\0"))).toMatch(/cut off/);
    expect(await refusal(text("PK\x03\x04…"))).toMatch(/packed/);
    expect(await refusal(text("BEGIN TRANSACTION;"))).toMatch(/dump in SQL/);
    expect(await refusal(crypto.getRandomValues(new Uint8Array(8192)))).toMatch(/encrypted/);
    expect(await refusal(text("id,username\n1,ann"))).toMatch(/not an SQLite database/);
  });

  it("is refused when it is cut off or damaged anywhere, and never crashes the reader", async () => {
    const bytes = await sound();
    expect(await refusal(bytes)).toBe("opened");
    expect(await refusal(bytes.slice(0, bytes.length / 2))).toMatch(/cut off/);
    const header = bytes.slice();
    header.fill(0xff, 16, 100);
    expect(await refusal(header)).toMatch(/damaged|cut off/);
    for (let page = 0; page < 20; page++) {
      const harmed = bytes.slice();
      const at = 100 + Math.floor((page / 20) * (bytes.length - 600));
      for (let byte = at; byte < at + 400; byte++) harmed[byte] = (byte * 151 + page * 7) % 256;
      expect(await refusal(harmed), `bytes from ${at}`).toMatch(/damaged|opened|cut off/);
    }
  });
});

describe("a hostile database", () => {
  it("runs nothing: views, virtual tables, triggers and computed columns are not read", async () => {
    const file = await openLegacyFile(
      fileOf(
        await sound(`
          drop table system_settings; drop table score_history;
          create view score_history as with recursive n(i) as (select 1 union all select i + 1 from n) select * from n;
          create view system_settings as select * from users;
          create trigger bomb after insert on users begin insert into users (id) select id + 1 from users; end;
          create table computed (id integer primary key, bomb blob generated always as (zeroblob(1000000000)) virtual, kept text);
          insert into computed (id, kept) values (1, 'x');`),
      ),
    );
    expect(Object.fromEntries(file.refused)).toEqual({
      score_history: "it is a view, not a table",
      system_settings: "it is a view, not a table",
    });
    expect([...file.rows("score_history")]).toEqual([]);
    expect([...file.rows("computed")]).toEqual([{ cells: { id: 1, kept: "x" }, damaged: {} }]);
    file.close();
  });

  it("is read as it is: values of any type, in any encoding, of any length", async () => {
    const file = await openLegacyFile(
      fileOf(
        await sound(`
          delete from system_settings;
          insert into system_settings values (1, 'a' || char(0) || 'b', cast(x'C3A9' as text), cast(x'FF41' as text));
          insert into system_settings values (2, x'C3A9', 9e999, zeroblob(3000000));
          insert into score_history (id, user_id, product_id, percentage) values (3, 'ten', 1.5, 9e999);`),
      ),
    );
    const rows = [...file.rows("system_settings")];
    expect(rows[0]).toEqual({
      cells: { id: 1, key: "a\0b", value: "é", description: "\uFFFDA" },
      damaged: { description: "holds bytes that are no text; each became “\uFFFD”" },
    });
    expect(rows[1]!.cells).toMatchObject({ key: "é", value: "Inf" });
    expect(rows[1]!.damaged.description).toMatch(/was cut/);
    const odd = [...file.rows("score_history")].find(({ cells }) => cells.id === 3);
    expect(odd!.cells).toMatchObject({ user_id: "ten", product_id: 1.5, percentage: null });
    file.close();
  });

  it("is read to the last digit: no two large numbers become one", async () => {
    const file = await openLegacyFile(
      fileOf(
        await sound(`create table large (id integer);
          insert into large values (9007199254740991), (9007199254740992), (9007199254740993), (9223372036854775807), (-9223372036854775808);`),
      ),
    );
    const ids = [...file.rows("large")].map(({ cells }) => cells.id);
    expect(ids).toEqual([
      "-9223372036854775808",
      9007199254740991,
      "9007199254740992",
      "9007199254740993",
      "9223372036854775807",
    ]);
    file.close();
  });

  it("is read in UTF-16 and with a write-ahead log's mark too", async () => {
    const { default: load } = await import("sql.js");
    const { Database } = await load();
    const database = new Database();
    database.run(
      "pragma encoding = 'UTF-16be'; create table users (id integer, username text); insert into users values (1, 'Zoë ✓')",
    );
    const bytes = database.export();
    database.close();
    bytes[18] = bytes[19] = 2;
    const file = await openLegacyFile(fileOf(bytes));
    expect([...file.rows("users")]).toEqual([{ cells: { id: 1, username: "Zoë ✓" }, damaged: {} }]);
    file.close();
  });
});
