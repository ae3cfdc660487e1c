/*
 * A report as a structure: every format (HTML, PDF, DOCX, XLSX) is rendered from this one, so that they cannot differ in
 * what they say.
 */

/** A value in a table. Texts are texts: no format ever reads one as a formula or as markup. */
export type Cell = string | number | null | ScoreCell | LinkCell;
/** A maturity score, 0–5; null where there is none. */
interface ScoreCell {
  score: number | null;
}
interface LinkCell {
  text: string;
  href: string;
}

export interface Column {
  label: string;
  align?: "start" | "end";
  /** Part of the table's width, relative to the others; 1 unless said. */
  share?: number;
}

export interface TableBlock {
  type: "table";
  title: string;
  columns: Column[];
  rows: Cell[][];
  note?: string;
  /** What stands in the place of rows where there are none. */
  empty?: string;
}

/** Bars from 0 to `most`, each with its number; a mark where the target is. The title states what they say. */
export interface BarsBlock {
  type: "bars";
  title: string;
  most: number;
  rows: { label: string; value: number | null; target?: number | null }[];
}

/** A line through moments, each with its number, from 0 to `most`. */
export interface TrendBlock {
  type: "trend";
  title: string;
  most: number;
  points: { label: string; value: number }[];
}

export type Block =
  | { type: "heading"; text: string }
  | { type: "text"; text: string; quiet?: boolean }
  | { type: "facts"; items: [label: string, value: string][] }
  | TableBlock
  | BarsBlock
  | TrendBlock;

export interface Section {
  id: string;
  title: string;
  blocks: Block[];
  /** Begins on a page of its own. */
  ownPage?: boolean;
}

/** How an organization's reports look. */
export interface Branding {
  name: string;
  /** A colour as #rrggbb. */
  colour: string;
  logo: Logo | null;
}

/** A picture with its size in pixels. */
export interface Logo {
  mediaType: "image/png" | "image/jpeg";
  bytes: Buffer;
  width: number;
  height: number;
}

export interface ReportDocument {
  title: string;
  subtitle: string;
  branding: Branding;
  /** On the cover, besides the titles. */
  facts: [label: string, value: string][];
  sections: Section[];
  /** How to tell that the report is unaltered; on the last page, and its first sentence on every page. */
  proof: string[];
  /** When what it shows stood so. */
  at: Date;
}
