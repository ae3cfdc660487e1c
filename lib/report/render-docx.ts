import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import type { Block, Cell, Column, Logo, ReportDocument } from "./document";
import { coloursOf } from "./palette";
import { storableTexts } from "./storable-texts";
import { momentOf, score, textOf } from "./words";

/** A report as a document for word processors. Charts stand in it as tables with their numbers. */
export async function renderDocx(given: ReportDocument): Promise<Buffer> {
  const report = storableTexts(given);
  const document = new Document({
    title: report.title,
    creator: report.branding.name,
    styles: { default: { document: { run: { font: "Calibri", size: 21 } } } },
    sections: [
      {
        footers: { default: new Footer({ children: [footer(report)] }) },
        children: [
          ...cover(report),
          ...report.sections.flatMap(sectionOf),
          ...report.proof.map((line) => text(line, true)),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

const text = (value: string, quiet = false) =>
  new Paragraph({
    spacing: { after: 120 },
    children: [new TextRun({ text: value, color: quiet ? "5A5D66" : undefined })],
  });

const footer = (report: ReportDocument) =>
  new Paragraph({
    children: [
      new TextRun({ size: 15, color: "5A5D66", text: `${report.proof[0] ?? ""}   ` }),
      new TextRun({ size: 15, color: "5A5D66", children: [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES] }),
    ],
  });

function cover(report: ReportDocument) {
  const { branding } = report;
  return [
    branding.logo ? logo(branding.logo) : text(branding.name),
    new Paragraph({ heading: HeadingLevel.TITLE, spacing: { before: 2400 }, children: [new TextRun(report.title)] }),
    text(report.subtitle, true),
    factsTable([...report.facts, ["As of", momentOf(report.at)]]),
    new Paragraph({ children: [new PageBreak()] }),
  ];
}

const LOGO_HIGH = 56;

function logo({ mediaType, bytes, width, height }: Logo) {
  const transformation = { height: LOGO_HIGH, width: Math.min(260, Math.round((LOGO_HIGH * width) / height)) };
  return new Paragraph({
    children: [new ImageRun({ type: mediaType === "image/png" ? "png" : "jpg", data: bytes, transformation })],
  });
}

const sectionOf = ({ title, blocks, ownPage }: ReportDocument["sections"][number]) => [
  new Paragraph({ heading: HeadingLevel.HEADING_1, pageBreakBefore: ownPage, children: [new TextRun(title)] }),
  ...blocks.flatMap(blockOf),
];

function blockOf(block: Block): (Paragraph | Table)[] {
  switch (block.type) {
    case "heading":
      return [new Paragraph({ heading: HeadingLevel.HEADING_2, children: [new TextRun(block.text)] })];
    case "text":
      return block.text.split(/\n{2,}/).map((part) => text(part, block.quiet));
    case "facts":
      return [factsTable(block.items), text("")];
    case "table":
      return titled(block.title, table(block.columns, block.rows, block.empty), block.note);
    case "bars":
      return titled(
        block.title,
        table(
          [
            { label: "", share: 3 },
            { label: "Score", align: "end" },
            { label: "Target", align: "end" },
          ],
          block.rows.map(({ label, value, target }) => [label, { score: value }, target == null ? "" : score(target)]),
        ),
      );
    case "trend":
      return titled(
        block.title,
        table(
          [
            { label: "", share: 3 },
            { label: "Score", align: "end" },
          ],
          block.points.map(({ label, value }) => [label, { score: value }]),
        ),
      );
  }
}

const titled = (title: string, of: Table, note?: string) => [
  new Paragraph({
    keepNext: true,
    spacing: { before: 200, after: 80 },
    children: [new TextRun({ text: title, bold: true })],
  }),
  of,
  text(note ?? "", true),
];

const factsTable = (items: [string, string][]) =>
  table([{ label: "" }, { label: "", share: 3 }], items, undefined, false);

function table(columns: Column[], rows: Cell[][], empty = "Nothing to list.", headed = true): Table {
  const whole = columns.reduce((sum, { share = 1 }) => sum + share, 0);
  const cell = (value: Cell, at: number, bold = false) => {
    const shown =
      typeof value === "object" && value !== null && "score" in value && value.score !== null ? value.score : null;
    const colours = shown === null ? undefined : coloursOf(shown);
    return new TableCell({
      width: { size: Math.round(((columns[at]?.share ?? 1) / whole) * 100), type: WidthType.PERCENTAGE },
      shading: colours && { type: ShadingType.CLEAR, fill: colours.ground.slice(1) },
      children: [
        new Paragraph({
          alignment: columns[at]?.align === "end" ? AlignmentType.END : AlignmentType.START,
          children: textOf(value)
            .split("\n")
            .map(
              (line, at) => new TextRun({ text: line, break: at && 1, bold, size: 18, color: colours?.ink.slice(1) }),
            ),
        }),
      ],
    });
  };
  const head = new TableRow({ tableHeader: true, children: columns.map(({ label }, at) => cell(label, at, true)) });
  const body = (rows.length ? rows : [[empty]]).map(
    (row) => new TableRow({ cantSplit: true, children: columns.map((_, at) => cell(row[at] ?? null, at)) }),
  );
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: headed && columns.some(({ label }) => label) ? [head, ...body] : body,
  });
}
