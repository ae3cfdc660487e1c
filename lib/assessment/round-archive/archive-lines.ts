import { readLines } from "@/lib/vault/archive-file";
import { DamagedError } from "@/lib/vault/segments";

/* The file of an archived round (see lib/vault/archive-file.ts): each line behind its head is a snapshot with its answers. */

/** Names the form of the file, so that a later one can be told from it. */
const FORMAT = "securesphere-round-archive/1";

export interface ArchiveHead {
  organization_id: number;
  product_id: number;
  round: number;
}

export interface ArchivedAnswers {
  id: number;
  content_hash: string;
  /** JSON, as the database writes it. */
  text: string;
}

export const headLine = ({ organization_id, product_id, round }: ArchiveHead): string =>
  `${JSON.stringify({ format: FORMAT, organization_id, product_id, round })}\n`;

const opening = (id: number, contentHash: string) =>
  `{"snapshot_id":${id},"content_hash":${JSON.stringify(contentHash)},"answers":`;

export const snapshotLine = ({ id, content_hash, text }: ArchivedAnswers): string =>
  `${opening(id, content_hash)}${text}}\n`;

/**
 * The snapshots of a file of this round.
 * @throws DamagedError where it is not one
 */
export async function* readArchive(
  chunks: AsyncIterable<Uint8Array>,
  head: ArchiveHead,
): AsyncGenerator<ArchivedAnswers> {
  for await (const line of readLines(chunks, headLine(head), "of this round")) yield parse(line);
}

function parse(line: string): ArchivedAnswers {
  const start = /^\{"snapshot_id":(\d{1,10}),"content_hash":"([0-9a-f]{64})","answers":/.exec(line);
  if (!start || !line.endsWith("}")) throw new DamagedError("a line of it is no snapshot");
  return { id: Number(start[1]), content_hash: start[2]!, text: line.slice(start[0].length, -1) };
}
