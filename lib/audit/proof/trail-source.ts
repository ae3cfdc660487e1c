import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { readHeader, readLine, type TrailHeader, type TrailLine } from "./trail-file";

/** An exported trail in a file, compressed or not: its header, and what follows piece by piece. */
export async function openTrail(file: string): Promise<{ header: TrailHeader; pieces: AsyncGenerator<TrailLine> }> {
  const lines = linesOf(file);
  const first = await lines.next();
  if (first.done) throw new Error("the file is empty");
  return { header: readHeader(first.value), pieces: piecesOf(lines, file) };
}

async function* piecesOf(lines: AsyncIterable<string>, file: string): AsyncGenerator<TrailLine> {
  let number = 1;
  for await (const line of lines) {
    number += 1;
    let piece;
    try {
      piece = readLine(line);
    } catch (error) {
      throw new Error(`line ${number} of ${file} was changed: ${(error as Error).message}.`, { cause: error });
    }
    yield piece;
  }
}

/** The lines of a text that may be gzipped; empty ones are left out. What cannot be read throws. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const zipped = await isZipped(file);
  const bytes = createReadStream(file, { highWaterMark: 262_144 });
  // A pipeline hands the faults of the file on; without it the reader would wait for ever.
  const text = zipped ? pipeline(bytes, createGunzip(), () => undefined) : bytes;
  let rest = "";
  for await (const chunk of text.setEncoding("utf8") as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop()!;
    for (const line of lines) if (line !== "") yield line.endsWith("\r") ? line.slice(0, -1) : line;
  }
  if (rest !== "") yield rest;
}

async function isZipped(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}
