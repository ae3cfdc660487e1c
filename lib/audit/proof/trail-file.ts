import type { SignedCheckpoint } from "./checkpoint";
import type { TrailRowText } from "./row";
import type { TrailPiece } from "./verify-trail";

/** What a line behind the first holds. */
export type TrailLine = Exclude<TrailPiece, { absence: unknown }>;

export const TRAIL_FORMAT = "securesphere-trail-1";

/** The first line of an exported trail. */
export interface TrailHeader {
  format: typeof TRAIL_FORMAT;
  exported_at: string;
  /** Microseconds since 1970; null where the trail is whole. */
  from: number | null;
  to: number | null;
  /** The last checkpoint of the trail at that moment. */
  checkpoint: number;
  public_keys: string[];
}

/*
 * A line is JSON for whoever reads it, and holds the very texts that were hashed, to be cut out as they stand: no text in
 * JSON contains a bare `,"values":`, since its quotes would be escaped.
 */
const ENTRY = ',"entry":';
const VALUES = ',"values":';

export function rowLine({ salt, valuesDigest, values, entry }: TrailRowText): string {
  const mark = valuesDigest === null ? `"salt":${JSON.stringify(salt)}` : `"values_digest":"${valuesDigest}"`;
  return `{${mark}${ENTRY}${entry}${VALUES}${values ?? "null"}}`;
}

export const checkpointLine = (checkpoint: SignedCheckpoint, records: Buffer): string =>
  JSON.stringify({ checkpoint, records: records.toString("base64") });

/** A line that is neither. */
class TrailFileError extends Error {}

export function readHeader(line: string): TrailHeader {
  const header = parsed(line) as TrailHeader | null;
  if (header?.format !== TRAIL_FORMAT) throw new TrailFileError(`the first line does not say "${TRAIL_FORMAT}"`);
  return header;
}

export function readLine(line: string): TrailLine {
  if (line.startsWith('{"checkpoint":')) {
    const { checkpoint, records } = parsed(line) as { checkpoint: SignedCheckpoint; records: string };
    return { checkpoint, records: Buffer.from(records, "base64") };
  }
  const [entryAt, valuesAt] = [line.indexOf(ENTRY), line.indexOf(VALUES)];
  if (entryAt < 0 || valuesAt < entryAt || !line.endsWith("}")) throw new TrailFileError("it is no entry");
  const mark = parsed(`${line.slice(0, entryAt)}}`) as { salt?: string | null; values_digest?: string };
  const entry = line.slice(entryAt + ENTRY.length, valuesAt);
  const values = line.slice(valuesAt + VALUES.length, -1);
  return {
    row: {
      id: Number(/^\{"id" : (\d+)/.exec(entry)?.[1] ?? NaN),
      entry,
      values: mark.values_digest === undefined ? values : null,
      salt: mark.salt ?? null,
      valuesDigest: mark.values_digest ?? null,
    },
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new TrailFileError("it is no JSON");
  }
}
