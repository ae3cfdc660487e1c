import ExcelJS from "exceljs";
import JSZip from "jszip";
import { describe, expect, it } from "vitest";
import type { ReportDocument } from "./document";
import { renderDocx } from "./render-docx";
import { renderHtml } from "./render-html";
import { renderXlsx } from "./render-xlsx";

const hostile = `=HYPERLINK("http://evil.test","x")<script>alert(1)</script>&"'`;

const report: ReportDocument = {
  title: `Maturity of ${hostile}`,
  subtitle: "Second round",
  branding: { name: "Acme", colour: "#3a56d4", logo: null },
  facts: [["Product", hostile]],
  at: new Date("2026-03-04T05:06:07Z"),
  proof: ["Content 00ff", "Check it at the address below."],
  sections: [
    {
      id: "scores",
      title: "Scores: all [of] them?",
      ownPage: true,
      blocks: [
        { type: "text", text: "First.\n\nSecond." },
        {
          type: "bars",
          title: "Build is behind",
          most: 5,
          rows: [
            { label: "Build", value: 1.5, target: 3 },
            { label: "Test", value: null },
          ],
        },
        {
          type: "trend",
          title: "It rises",
          most: 5,
          points: [
            { label: "Jan", value: 1 },
            { label: "Feb", value: 2.25 },
          ],
        },
      ],
    },
    {
      id: "answers",
      title: "Scores: all (of) them?",
      blocks: [
        { type: "heading", text: "Build" },
        {
          type: "table",
          title: "Answers",
          columns: [{ label: "Question", share: 3 }, { label: "Score", align: "end" }, { label: "Where" }],
          rows: [
            [hostile, { score: 3.5 }, { text: "there", href: "https://a.test/?a=1&b=2" }],
            ["-2+3\nsecond line", 7, null],
          ],
        },
        { type: "table", title: "None", columns: [{ label: "A" }], rows: [], empty: "No evidence is attached." },
      ],
    },
  ],
};

describe("HTML", () => {
  const page = renderHtml(report);

  it("shows texts as texts and needs nothing from elsewhere", () => {
    expect(page).not.toContain("<script");
    expect(page).toContain("&lt;script&gt;");
    expect(page.match(/(src|href)="(?!#|data:|https:\/\/a\.test)/g)).toBeNull();
    expect(page).toContain('href="https://a.test/?a=1&amp;b=2"');
  });

  it("gives every bar and point its number", () => {
    for (const number of [">1.50<", ">–<", ">1.00<", ">2.25<"]) expect(page).toContain(number);
    expect(page).toContain("Build: 1.50, target 3.00");
  });
});

describe("XLSX", () => {
  it("keeps numbers numbers and what looks like a formula a text", async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await renderXlsx(report)) as unknown as ExcelJS.Buffer);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      "Report",
      "Scores  all  of  them",
      "Scores  all (of) them",
    ]);
    const cells = workbook.worksheets.flatMap((sheet) => {
      const found: ExcelJS.Cell[] = [];
      sheet.eachRow((row) => row.eachCell((cell) => found.push(cell)));
      return found;
    });
    expect(cells.filter(({ type }) => type === ExcelJS.ValueType.Formula)).toEqual([]);
    expect(cells.filter(({ value }) => value === hostile)).toHaveLength(2);
    expect(cells.some(({ value }) => value === 3.5)).toBe(true);
    expect(cells.some(({ value }) => value === "-2+3\nsecond line")).toBe(true);
  });
});

describe("DOCX", () => {
  it("has the same texts, escaped, and the numbers of the charts", async () => {
    const zip = await JSZip.loadAsync(await renderDocx(report));
    const xml = await zip.file("word/document.xml")!.async("string");
    expect(xml).not.toContain("<script");
    for (const text of ["Second.", "Build is behind", "1.50", "2.25", "No evidence is attached.", "Content 00ff"])
      expect(xml).toContain(text);
  });
});

describe("texts with signs that XML cannot hold", () => {
  const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
  const damaging: ReportDocument = {
    ...report,
    title: "Bell\u0007, end\ufffe, half\ud83d",
    facts: [["Product\u0001", "Kiosk\u000b"]],
    sections: [
      {
        id: "answers",
        title: "Answers\u0002",
        blocks: [{ type: "table", title: "All", columns: [{ label: "A" }], rows: [["said\u001f"]] }],
      },
    ],
  };

  it.each([
    ["DOCX", renderDocx],
    ["XLSX", renderXlsx],
  ])("leave a %s that opens", async (_, render) => {
    const zip = await JSZip.loadAsync(await render(damaging));
    const parts = zip.file(/\.(xml|rels)$/);
    const texts = await Promise.all(parts.map((part) => part.async("string")));
    expect(texts.filter((text) => unwritable.test(text))).toEqual([]);
    expect(texts.join("")).toContain("Bell, end, half\ufffd");
  });
});
