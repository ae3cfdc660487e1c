import { FORMAT, type QuestionnaireDocument } from "./document";
import { complete } from "./complete";
import { Findings, type Finding } from "./findings";
import { limits, Unreadable } from "./limits";
import { unzip, type Parts } from "./open-zip";
import { decodeText, parseJson, parseYaml, type Value } from "./parse-text";
import { isAsvs, readAsvs } from "./read-asvs";
import { isCiso, isCisoLibrary, readCiso } from "./read-ciso";
import { isDsomm, readDsomm } from "./read-dsomm";
import { isOscalCatalog, readOscal } from "./read-oscal";
import { isOwn, readOwn } from "./read-own";
import { isYamlPart, readSamm } from "./read-samm";
import { headingOf, readSpreadsheet } from "./read-spreadsheet";
import { isWorkbookPart, readCsv, readWorkbook } from "./spreadsheet-rows";

export type SourceFormat =
  "xlsx" | "csv" | "samm" | "dsomm" | "ciso-assistant" | "oscal-catalog" | "asvs" | typeof FORMAT;

/** What a file was found to be. */
export interface Reading {
  format: SourceFormat;
  /** Not there when what was rejected leaves nothing that could be stored. */
  document: QuestionnaireDocument | undefined;
  warnings: Finding[];
  errors: Finding[];
}

type Read = [SourceFormat, QuestionnaireDocument | undefined];

/**
 * Reads a questionnaire from a file of any of the known formats. What it is, its content says; the name only becomes the
 * title of a spreadsheet.
 * @throws Unreadable
 */
export async function readQuestionnaire(bytes: Buffer, name: string): Promise<Reading> {
  if (bytes.length === 0) throw new Unreadable("The file is empty.");
  if (bytes.length > limits.fileBytes)
    throw new Unreadable(`The file is larger than ${limits.fileBytes / 1024 / 1024} MB.`);
  const findings = new Findings();
  const isZip = /^PK(\x03\x04|\x05\x06)/.test(bytes.toString("latin1", 0, 4));
  return finish(await (isZip ? readArchive(bytes, name, findings) : readText(bytes, name, findings)), findings);
}

/** Reads OWASP SAMM from the files of a folder. @throws Unreadable */
export const readSammFolder = async (parts: Parts): Promise<Reading> => {
  const findings = new Findings();
  return finish(["samm", readSamm(parts, findings)], findings);
};

function finish([format, read]: Read, findings: Findings): Reading {
  const document = read && complete(read, findings);
  return { format, document, warnings: findings.warnings, errors: findings.errors };
}

async function readArchive(bytes: Buffer, name: string, findings: Findings): Promise<Read> {
  const parts = await unzip(bytes, (path, all) =>
    all.includes("xl/workbook.xml") ? isWorkbookPart(path) : isYamlPart(path),
  );
  if (parts.has("xl/workbook.xml")) return ["xlsx", readSpreadsheet(await readWorkbook(parts), name, findings)];
  if (parts.size === 0) throw new Unreadable("The archive is neither an Excel workbook nor an OWASP SAMM model.");
  return ["samm", readSamm(parts, findings)];
}

async function readText(bytes: Buffer, name: string, findings: Findings): Promise<Read> {
  if (bytes.toString("latin1", 0, 4) === "\xd0\xcf\x11\xe0")
    throw new Unreadable("Old or password-protected Excel workbooks cannot be read: save as .xlsx without a password.");
  if (bytes.toString("latin1", 0, 5) === "%PDF-")
    throw new Unreadable("A PDF cannot be read: import what it was made of.");
  const { text, encoding } = decodeText(bytes);
  if (encoding && !encoding.startsWith("UTF")) findings.warn("", `The file is not UTF-8; it was read as ${encoding}.`);
  if (!text.trim()) throw new Unreadable("The file is empty.");
  const start = text.trimStart();
  if (start.startsWith("<")) throw new Unreadable("XML and HTML cannot be read; OSCAL is read in its JSON form.");
  if (/^[{[]/.test(start)) return readJson(parseJson(text.replace(/^\uFEFF/, "")), findings);
  const delimiter = delimiterOf(text);
  if (delimiter) return ["csv", readSpreadsheet([readCsv(text, delimiter, findings)], name, findings)];
  return readYaml(parseYaml(text), findings);
}

function readJson(value: Value, findings: Findings): Read {
  if (isOwn(value)) return [FORMAT, readOwn(value, findings)];
  if (isOscalCatalog(value)) return ["oscal-catalog", readOscal(value, findings)];
  if (isAsvs(value)) return ["asvs", readAsvs(value, findings)];
  throw new Unreadable(`The JSON is none of ${FORMAT}, an OSCAL catalog or OWASP ASVS.`);
}

function readYaml(documents: Value[], findings: Findings): Read {
  if (isCiso(documents)) return ["ciso-assistant", readCiso(documents, findings)];
  if (isCisoLibrary(documents)) throw new Unreadable("The CISO Assistant library has no framework with requirements.");
  if (isDsomm(documents)) return ["dsomm", readDsomm(documents, findings)];
  throw new Unreadable(
    "The file is none of the known formats: a spreadsheet with the columns of a questionnaire, OWASP SAMM, DSOMM or ASVS, a CISO Assistant library, an OSCAL catalog or our own JSON.",
  );
}

/** What separates the cells of the heading, if one of the first lines is one. */
function delimiterOf(text: string): string | undefined {
  const lines = text.slice(0, 20_000).split(/\r\n|\n|\r/, 20);
  return [",", ";", "\t", "|"].find((delimiter) =>
    lines.some((line) => headingOf(line.split(delimiter).map((cell) => cell.replace(/^["\s\uFEFF]+|["\s]+$/g, "")))),
  );
}
