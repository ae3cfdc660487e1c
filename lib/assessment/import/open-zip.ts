import { crc32 } from "node:zlib";
import type { Readable } from "node:stream";
import { fromBufferPromise, type Entry, type ZipFile } from "yauzl";
import { limits, Unreadable } from "./limits";

/** The files of an archive or folder by their path. */
export type Parts = Map<string, Buffer>;

/**
 * Unpacks those parts of a zip that are wanted. The sizes it claims are checked before anything is unpacked, and again
 * against what comes.
 * @throws Unreadable
 */
export async function unzip(bytes: Buffer, wanted: (path: string, all: string[]) => boolean): Promise<Parts> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true }).catch(refuse);
  if (zip.entryCount > limits.parts) throw new Unreadable(`The archive has more than ${limits.parts} files.`);
  const entries = await listEntries(zip).catch(refuse);
  const names = entries.map(({ fileName }) => fileName);
  const chosen = entries.filter(({ fileName }) => wanted(fileName, names));
  let total = 0;
  for (const entry of chosen) {
    total += entry.uncompressedSize;
    if (entry.uncompressedSize > limits.partBytes || total > limits.unpackedBytes) throw tooLarge(entry.fileName);
  }
  const parts: Parts = new Map();
  for (const entry of chosen) {
    if (parts.has(entry.fileName)) throw new Unreadable("The archive has two files of one name.", entry.fileName);
    parts.set(entry.fileName, await unpack(zip, entry));
  }
  return parts;
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw new Unreadable("The archive is protected by a password.", entry.fileName);
    if (!entry.fileName.endsWith("/")) entries.push(entry);
  }
  return entries;
}

async function unpack(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry);
    for await (const piece of stream as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > limits.partBytes) throw tooLarge(entry.fileName);
      pieces.push(piece);
    }
  } catch (error) {
    refuse(error, entry.fileName);
  }
  return Buffer.concat(pieces);
}

const tooLarge = (place: string) => new Unreadable("The archive becomes far too large when it is unpacked.", place);

function refuse(error: unknown, place = ""): never {
  if (error instanceof Unreadable) throw error;
  const reason = (error as Error).message;
  if (/invalid (relative path|characters in fileName)|absolute path/i.test(reason))
    throw new Unreadable("The archive has a file whose name leads out of it.", place);
  throw new Unreadable("The archive is damaged.", place);
}

const LOCAL = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;

/** A zip of these parts alone, nothing compressed: what reads it next sees what was checked, and nothing else. */
export function zipOf(parts: Parts): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  for (const [path, content] of parts) {
    const name = Buffer.from(path, "utf8");
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(0x0800, 2); // names in UTF-8
    about.writeUInt32LE(crc32(content), 10);
    about.writeUInt32LE(content.length, 14);
    about.writeUInt32LE(content.length, 18);
    about.writeUInt16LE(name.length, 22);
    files.push(words(LOCAL), about, name, content);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(position, 10);
    directory.push(words(ENTRY), Buffer.from([20, 0]), about, rest, name);
    position += 30 + name.length + content.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.size, 4);
  end.writeUInt16LE(parts.size, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(position, 12);
  return Buffer.concat([...files, listed, words(END), end]);
}

function words(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
