import { type ChainOf, custodyActions, type CustodyLink, firstBroken } from "./custody";

/** The export of an exhibit: what it is, and its chain of custody. */
export interface CustodyFile {
  format: "securesphere-custody";
  version: 1;
  exported_at: string;
  exported_by: string;
  case: { number: string; title: string; marking: string };
  exhibit: {
    number: string;
    title: string;
    description: string;
    marking: string;
    filename: string;
    media_type: string;
    size: number;
    sha256: string;
    taken_in_at: string;
  };
  custody: CustodyLink[];
}

interface CustodyVerdict {
  ok: boolean;
  entries: number;
  /** Hash of the last entry: compare it with one that was told elsewhere, and a chain that was cut off shows. */
  head: string | null;
  problem?: string;
}

const isText = (value: unknown): value is string => typeof value === "string";
const isPerson = (value: unknown) =>
  value !== null && typeof value === "object" && "name" in value && isText(value.name) && "id" in value;

function isLink(value: unknown): value is CustodyLink {
  if (value === null || typeof value !== "object") return false;
  const link = value as Record<string, unknown>;
  return (
    Number.isInteger(link.seq) &&
    custodyActions.some((action) => action === link.action) &&
    isPerson(link.by) &&
    [link.from, link.to].every((who) => who === null || isPerson(who)) &&
    [link.at, link.reason, link.file_sha256, link.previous, link.hash].every(isText)
  );
}

/** Reads an exported exhibit. @throws Error when it is none */
export function readCustodyFile(text: string): CustodyFile {
  let file: Partial<CustodyFile> | null;
  try {
    file = JSON.parse(text) as Partial<CustodyFile> | null;
  } catch {
    throw new Error("This is not JSON.");
  }
  if (file?.format !== "securesphere-custody" || file.version !== 1)
    throw new Error("This is not an exhibit that SecureSphere exported, or of a later version than this program.");
  if (!isText(file.case?.number) || !isText(file.exhibit?.number) || !isText(file.exhibit.sha256))
    throw new Error("The case or the exhibit is missing in this file.");
  if (!Array.isArray(file.custody)) throw new Error("The chain of custody is missing in this file.");
  return file as CustodyFile;
}

/** Verifies an exported chain, and the exhibit's file by its hash where that is known. */
export function verifyCustody(file: CustodyFile, known: { fileSha256?: string; head?: string } = {}): CustodyVerdict {
  const of: ChainOf = { case: file.case.number, exhibit: file.exhibit.number };
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
