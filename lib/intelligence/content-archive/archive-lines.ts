import { readLines } from "@/lib/vault/archive-file";
import { DamagedError } from "@/lib/vault/segments";

/* The file of archived messages (see lib/vault/archive-file.ts): each line behind its head is one with what was found in it. */

/** Names the form of the file, so that a later one can be told from it. */
const FORMAT = "securesphere-content-archive/1";

export interface ArchiveHead {
  organization_id: number;
  source_id: number;
}

export interface ArchivedMessage {
  id: number;
  /** SHA-256 of `text`. */
  digest: string;
  /** The parts of its score as JSON; null where nothing was found. They are sealed in the database, and by the file here. */
  analysis: string | null;
  /** JSON, as the database writes it. */
  text: string;
}

export const headLine = ({ organization_id, source_id }: ArchiveHead): string =>
  `${JSON.stringify({ format: FORMAT, organization_id, source_id })}\n`;

export const messageLine = ({ id, digest, analysis, text }: ArchivedMessage): string =>
  `{"content_id":${id},"sha256":"${digest}","analysis":${JSON.stringify(analysis)},"message":${text}}\n`;

/**
 * The messages of a file of this source.
 * @throws DamagedError where it is not one
 */
export async function* readArchive(
  chunks: AsyncIterable<Uint8Array>,
  head: ArchiveHead,
): AsyncGenerator<ArchivedMessage> {
  for await (const line of readLines(chunks, headLine(head), "of this source")) yield parse(line);
}

function parse(line: string): ArchivedMessage {
  const start =
    /^\{"content_id":(\d{1,16}),"sha256":"([0-9a-f]{64})","analysis":(null|"(?:[^"\\]|\\.)*"),"message":/.exec(line);
  if (!start || !line.endsWith("}")) throw new DamagedError("a line of it is no message");
  const analysis = JSON.parse(start[3]!) as string | null;
  return { id: Number(start[1]), digest: start[2]!, analysis, text: line.slice(start[0].length, -1) };
}
