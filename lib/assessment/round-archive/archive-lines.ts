import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createBrotliCompress, createBrotliDecompress } from "node:zlib";
import { DamagedError } from "@/lib/vault/segments";

/*
 * The file of an archived round: JSON Lines, compressed. The first line says whose it is, each other one is a snapshot with its
 * answers. Those stand there as the database wrote them, byte for byte, so that their SHA-256 can be taken again.
 */

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

/** The lines as they are kept. One snapshot is much like the next: the window is as large as several of them. */
export async function* compressed(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const brotli = createBrotliCompress({
    params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 22 },
  });
  const feeding = pipeline(Readable.from(lines), brotli);
  feeding.catch(() => undefined); // reading it throws the same
  yield* brotli as AsyncIterable<Uint8Array>;
  await feeding;
}

/**
 * The snapshots of a file of this round.
 * @throws DamagedError where it is not one
 */
export async function* readArchive(
  chunks: AsyncIterable<Uint8Array>,
  head: ArchiveHead,
): AsyncGenerator<ArchivedAnswers> {
  let first = true;
  for await (const line of linesOf(chunks)) {
    if (first && `${line}\n` !== headLine(head)) throw new DamagedError("it is not of this round");
    if (!first) yield parse(line);
    first = false;
  }
  if (first) throw new DamagedError("it is empty");
}

function parse(line: string): ArchivedAnswers {
  const start = /^\{"snapshot_id":(\d{1,10}),"content_hash":"([0-9a-f]{64})","answers":/.exec(line);
  if (!start || !line.endsWith("}")) throw new DamagedError("a line of it is no snapshot");
  return { id: Number(start[1]), content_hash: start[2]!, text: line.slice(start[0].length, -1) };
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const brotli = createBrotliDecompress();
  const feeding = pipeline(Readable.from(chunks), brotli);
  feeding.catch(() => undefined); // reading it throws the same
  let held: Buffer[] = [];
  for await (const chunk of brotli as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      yield Buffer.concat([...held, chunk.subarray(from, end)]).toString("utf8");
      held = [];
      from = end + 1;
    }
    if (from < chunk.length) held.push(chunk.subarray(from));
  }
  await feeding;
  if (held.length > 0) throw new DamagedError("its last line is cut off");
}
