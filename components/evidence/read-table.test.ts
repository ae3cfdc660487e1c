import { describe, expect, it } from "vitest";
import { readTable } from "./read-table";

describe("a table in place", () => {
  it("shows formulas as the text they are", async () => {
    const table = await readTable('name,value\n"=HYPERLINK(""http://evil.test"")",=1+1\n@SUM(A1),"+1,5"\n', false);
    expect(table).toEqual({
      rows: [
        ["name", "value"],
        ['=HYPERLINK("http://evil.test")', "=1+1"],
        ["@SUM(A1)", "+1,5"],
      ],
      cut: false,
    });
  });

  it.each([
    ["semicolons", "a;b,c\r\n1;2,5\r\n"],
    ["tabs", "a\tb,c\n1\t2,5\n"],
    ["a byte order mark", "\ufeffa;b,c\n1;2,5\n"],
  ])("is read with %s", async (_what, text) => {
    expect((await readTable(text, false))!.rows).toEqual([
      ["a", "b,c"],
      ["1", "2,5"],
    ]);
  });

  it("is bounded in rows and columns, and leaves out the row that the reading cut", async () => {
    const wide = Array.from({ length: 60 }, (_, at) => at).join(",");
    const long = `${wide}\n`.repeat(300);
    const table = (await readTable(long, false))!;
    expect([table.rows.length, table.rows[0]!.length, table.cut]).toEqual([200, 50, true]);
    expect((await readTable("a,b\n1,2\n3,", true))!.rows).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });

  it("is none where the text is none", async () => {
    expect(await readTable("", false)).toBeUndefined();
    expect(await readTable('a,"b\n', false)).toBeUndefined();
  });
});
