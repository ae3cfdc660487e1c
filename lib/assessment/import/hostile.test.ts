import { describe, expect, it } from "vitest";
import { cisoYaml, csvOf, dsommYaml, sammFiles, sammZip, sheetRows, xlsxOf } from "@/e2e/support/questionnaire-files";
import { jsonOf, oscalCatalog, ownDocument } from "@/e2e/support/questionnaire-json";
import { makeZip } from "@/e2e/support/zip-file";
import { limits, Unreadable } from "./limits";
import { readQuestionnaire } from "./read-questionnaire";

const MB = 1024 * 1024;
const workbook = (parts: Record<string, string | Buffer>) =>
  makeZip(
    Object.entries({
      "[Content_Types].xml": "<Types/>",
      "_rels/.rels": "<Relationships/>",
      "xl/workbook.xml": "<workbook/>",
      ...parts,
    }).map(([name, content]) => ({ name, content })),
  );
/** A level of aliases, each ten times the one below. */
const laughs = (levels: number) =>
  ["a0: &a0 [ha, ha, ha]"]
    .concat(
      Array.from({ length: levels }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(", ")}]`),
    )
    .join("\n");
const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
const manyParameters = () => {
  const catalog = oscalCatalog();
  // Each parameter is the next one twice: 2^40 words, if anyone wrote them all.
  const params = Array.from({ length: 40 }, (_, at) => ({
    id: `x${at}`,
    values: [`{{ insert: param, x${at + 1} }} {{ insert: param, x${at + 1} }}`],
  }));
  catalog.catalog.groups[0]!.params = [...params, { id: "x40", values: ["word".repeat(500)] }] as never;
  catalog.catalog.groups[0]!.controls[0]!.parts![0]!.prose = "{{ insert: param, x0 }}";
  return jsonOf(catalog);
};

/** A workbook of one sheet that can be read, but for what is given. */
function sheetBook({ sheet = "", names = "", styles = "", texts = "" }) {
  const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const to = (at: string, kind: string, target: string) =>
    `<Relationship Id="rId${at}" Type="${type}/${kind}" Target="${target}"/>`;
  return workbook({
    "_rels/.rels": `<Relationships>${to("1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `<workbook><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>${names}</workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${to("1", "worksheet", "worksheets/sheet1.xml")}${to("2", "sharedStrings", "sharedStrings.xml")}${to("3", "styles", "styles.xml")}</Relationships>`,
    "xl/styles.xml": `<styleSheet>${styles}</styleSheet>`,
    "xl/sharedStrings.xml": `<sst>${texts}</sst>`,
    "xl/worksheets/sheet1.xml": `<worksheet>${sheet}</worksheet>`,
  });
}
const written = (cells: string) => `<sheetData><row r="1">${cells}</row></sheetData>`;
const one = written('<c r="A1"><v>1</v></c>');
const everySheet = "A1:XFD1048576";

/** What is made to harm, and how it must end: with these words of a refusal, or read in peace. */
const hostile: [string, () => Buffer | Promise<Buffer>, RegExp | "read"][] = [
  ["a file that is too large", () => Buffer.alloc(limits.fileBytes + 1, "a"), /larger than 20 MB/],
  ["a billion laughs", () => Buffer.from(`${cisoYaml()}\n${laughs(12)}\n`), /aliases/],
  [
    "a long text repeated by aliases",
    () => Buffer.from(`big: &b ${"x".repeat(MB)}\nall: [${Array(2_000).fill("*b").join(",")}]`),
    /aliases/,
  ],
  ["an alias of itself", () => Buffer.from("a: &a [*a]\n"), /levels deep|aliases|damaged/],
  ["YAML nested by brackets", () => Buffer.from(`a: ${nested("[", "]", 100_000)}`), /nesting|levels deep/],
  ["YAML nested by dashes", () => Buffer.from(`a:\n  ${"- ".repeat(50_000)}b`), /nesting|levels deep/],
  [
    "YAML nested by lines",
    () => Buffer.from(Array.from({ length: 2_000 }, (_, at) => `${" ".repeat(at)}k:`).join("\n")),
    /nesting|levels deep/,
  ],
  ["YAML with one key again and again", () => Buffer.from("k: 1\n".repeat(100_000)), /duplicated/],
  [
    "YAML with very many keys",
    () => Buffer.from(Array.from({ length: 250_000 }, (_, at) => `key${at}: 1`).join("\n")),
    /at most 100,000 keys/,
  ],
  [
    "YAML with very many anchors",
    () => Buffer.from(Array.from({ length: 200_000 }, (_, at) => `- &a${at} x`).join("\n")),
    /at most 100,000 keys/,
  ],
  ["YAML that is too large", () => Buffer.from(`a: ${"x".repeat(6 * MB)}`), /at most 5 MB/],
  ["YAML with a tag that makes an object", () => Buffer.from("a: !!js/function 'function () {}'\n"), /unknown tag/],
  ["JSON nested by arrays", () => Buffer.from(nested("[", "]", 1_000_000)), /levels deep/],
  ["JSON nested by objects", () => Buffer.from(`${'{"a":'.repeat(500_000)}1${"}".repeat(500_000)}`), /levels deep/],
  ["JSON with millions of values", () => Buffer.from(`[${"0,".repeat(9 * MB)}0]`), /more than 1,000,000 values/],
  [
    "JSON that names the prototype",
    () => Buffer.from('{"__proto__": {"format": "securesphere.questionnaire"}}'),
    /none of/,
  ],
  ["parameters that double forty times", manyParameters, "read"],
  [
    "a parameter of itself",
    () =>
      Buffer.from(JSON.stringify(oscalCatalog()).replace('"label":"a number"', '"values":["{{ insert: param, p2 }}"]')),
    "read",
  ],
  ["a zip bomb", () => makeZip([{ name: "model/questions/a.yml", content: Buffer.alloc(40 * MB) }]), /far too large/],
  [
    "many small zip bombs",
    () => makeZip(Array.from({ length: 8 }, (_, at) => ({ name: `model/${at}.yml`, content: Buffer.alloc(16 * MB) }))),
    /far too large/,
  ],
  [
    "a zip that lies about its sizes",
    () => makeZip([{ name: "model/a.yml", content: Buffer.alloc(30 * MB), claims: 10 }]),
    /damaged/,
  ],
  [
    "a zip of thousands of files",
    () => makeZip(Array.from({ length: 2_500 }, (_, at) => ({ name: `model/${at}.yml`, content: "a: b" }))),
    /more than 2000 files/,
  ],
  ["a zip whose names lead out", () => makeZip([{ name: "../../etc/cron.d/a.yml", content: "a: b" }]), /leads out/],
  ["a zip with an absolute name", () => makeZip([{ name: "/etc/a.yml", content: "a: b" }]), /leads out/],
  ["a zip with a password", () => makeZip([{ name: "model/a.yml", content: "a: b", encrypted: true }]), /password/],
  ["a zip in a zip", () => makeZip([{ name: "inner.zip", content: sammZip() }]), /neither an Excel workbook nor/],
  [
    "a zip with one name twice",
    () =>
      makeZip([
        { name: "model/a.yml", content: "a: b" },
        { name: "model/a.yml", content: "a: c" },
      ]),
    /two files of one name/,
  ],
  ["laughs in one file of a model", () => sammZip({ ...sammFiles(), "model/questions/z.yml": laughs(12) }), "read"],
  [
    "a workbook with entities",
    () =>
      workbook({
        "xl/worksheets/sheet1.xml": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>',
      }),
    /entities/,
  ],
  [
    "a workbook with entities in UTF-16",
    () =>
      workbook({
        "xl/sharedStrings.xml": Buffer.from(
          '\ufeff<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst>&a;</sst>',
          "utf16le",
        ),
      }),
    /entities/,
  ],
  [
    "a workbook that is a bomb",
    () => workbook({ "xl/worksheets/sheet1.xml": Buffer.alloc(40 * MB, " ") }),
    /far too large/,
  ],
  [
    "a workbook of very many rows",
    () =>
      workbook({
        "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${'<row r="1"/>'.repeat(60_000)}</sheetData></worksheet>`,
      }),
    /more than 40000 rows/,
  ],
  [
    "a workbook of one row of very many cells",
    () =>
      workbook({
        "xl/worksheets/sheet1.xml": `<worksheet><sheetData><row r="1">${'<c r="A1"><v>1</v></c>'.repeat(700_000)}</row></sheetData></worksheet>`,
      }),
    /too many cells/,
  ],
  [
    "a workbook of very many texts",
    () => workbook({ "xl/sharedStrings.xml": `<sst>${"<si><t>a</t></si>".repeat(1_500_000)}</sst>` }),
    /too many cells/,
  ],
  [
    "a workbook whose XML is nested",
    () => workbook({ "xl/worksheets/sheet1.xml": `<worksheet>${nested("<c>", "</c>", 200_000)}</worksheet>` }),
    /damaged|columns/,
  ],
  [
    "a workbook with a row of the highest number",
    () => xlsxOf(sheetRows(), (book) => (book.worksheets[0]!.getCell("A1048576").value = "end")),
    "read",
  ],
  [
    "a workbook whose cells are all merged into one",
    () => sheetBook({ sheet: `${one}<mergeCells><mergeCell ref="${everySheet}"/></mergeCells>` }),
    /headings|columns|rows/,
  ],
  [
    "a workbook of a billion columns",
    () => sheetBook({ sheet: `<cols><col min="1" max="1000000000" width="9"/></cols>${one}` }),
    /headings|columns|rows/,
  ],
  [
    "a workbook with a name for all cells",
    () =>
      sheetBook({
        sheet: one,
        names: '<definedNames><definedName name="x">S!$A$1:$XFD$1048576</definedName></definedNames>',
      }),
    /headings|columns|rows/,
  ],
  [
    "a workbook with a row beyond any sheet",
    () => sheetBook({ sheet: '<sheetData><row r="4294967290"><c r="A4294967290"><v>1</v></c></row></sheetData>' }),
    /too high numbers/,
  ],
  [
    "a workbook of rows whose only cell is in the last column",
    () =>
      sheetBook({
        sheet: `<sheetData>${Array.from({ length: 3_000 }, (_, at) => `<row r="${at + 1}"><c r="XFD${at + 1}"><v>1</v></c></row>`).join("")}</sheetData>`,
      }),
    /headings|columns|rows/,
  ],
  [
    "a workbook whose cells share a long text",
    () =>
      sheetBook({
        sheet: `<sheetData>${Array.from({ length: 2_000 }, (_, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>0</v></c></row>`).join("")}</sheetData>`,
        texts: `<si><r><t>${"x".repeat(20_000)}</t></r><r><t>${"y".repeat(10_000)}</t></r></si>`,
      }),
    /far too much text/,
  ],
  [
    "a workbook with a cell of a long text",
    () => sheetBook({ sheet: written('<c r="A1" t="s"><v>0</v></c>'), texts: `<si><t>${"x".repeat(4 * MB)}</t></si>` }),
    /far too much text/,
  ],
  [
    "a workbook with a number format of brackets",
    () =>
      sheetBook({
        sheet: written('<c r="A1" s="1"><v>1</v></c>'),
        styles: `<numFmts><numFmt numFmtId="200" formatCode="${"[".repeat(MB)}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs>`,
      }),
    /number format/,
  ],
  [
    "a workbook of formulas alone",
    () =>
      xlsxOf([
        sheetRows()[0]!,
        ...Array.from({ length: 500 }, () => Array(6).fill({ formula: 'WEBSERVICE("http://x")', result: "x" })),
      ]),
    "read",
  ],
  [
    "CSV of very many rows",
    () => Buffer.from(`${csvOf([sheetRows()[0]!])}\r\n${"a,b,c,d,e,1\r\n".repeat(100_000)}`),
    /more than 40000 rows/,
  ],
  [
    "CSV that is too large",
    () => Buffer.from(`${csvOf([sheetRows()[0]!])}\r\n${"a,b,c,d,e,1\r\n".repeat(MB)}`),
    /at most 10 MB/,
  ],
  ["CSV with a quote that never ends", () => Buffer.from(`${csvOf(sheetRows())}\r\nA,"${"x".repeat(9 * MB)}`), "read"],
  ["CSV with a hundred thousand columns", () => Buffer.from(`${csvOf(sheetRows())}\r\n${",".repeat(100_000)}`), "read"],
  [
    "more questions than are taken",
    () =>
      Buffer.from(
        csvOf([sheetRows()[0]!, ...Array.from({ length: 6_000 }, (_, at) => ["A", "B", `Q${at}`, "", "Yes", 5])]),
      ),
    /at most 5000/,
  ],
  [
    "our own format with too much of everything",
    () => jsonOf({ ...ownDocument(), sections: Array(300).fill({ title: "x", dimensions: [] }) }),
    "read",
  ],
  [
    "one activity of very many dependencies",
    () => Buffer.from(dsommYaml().replace(/dependsOn: \[.*\]/, `dependsOn: [${Array(100_000).fill("x").join(",")}]`)),
    "read",
  ],
];

describe("a hostile file", () => {
  it.each(hostile)(
    "ends soon: %s",
    async (_, make, ending) => {
      const bytes = await make();
      const before = process.memoryUsage().rss;
      const start = process.cpuUsage();
      const outcome = await readQuestionnaire(bytes, "file").then(
        () => "read" as const,
        (error: unknown) => error,
      );
      const { user, system } = process.cpuUsage(start);
      if (ending === "read") expect(outcome).toBe("read");
      else {
        expect(outcome).toBeInstanceOf(Unreadable);
        expect((outcome as Unreadable).message).toMatch(ending);
      }
      // By the processor's time: a crowded machine takes longer by the clock.
      expect((user + system) / 1_000_000).toBeLessThan(2);
      expect((process.memoryUsage().rss - before) / MB).toBeLessThan(500);
    },
    30_000,
  );
});
