import { constants, inflateRawSync } from "node:zlib";
import { refusedContent, refusedKind } from "./refusals";

/** Reads plaintext of the file at any place. */
export interface PlainFile {
  /** Bytes. */
  size: number;
  read(position: number, length: number): Promise<Buffer>;
}

export interface ZipEntry {
  name: string;
  /** Bytes in the file, and what they claim to become. */
  packed: number;
  unpacked: number;
  method: number;
  position: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const MOST_ENTRIES = 10_000;
const LARGEST_DIRECTORY = 4 * 1024 * 1024;
const LARGEST_UNPACKED = 1024 * 1024 * 1024;
const SYMLINK = 0o120000;

const broken = () => refusedKind("The document is damaged or not an Office document.");

/**
 * The entries a zip lists, without unpacking any. Refused are those that are there to do harm: too many, too large when
 * unpacked, overlapping, encrypted, symbolic links, names that lead out, archives within.
 */
export async function listZip(file: PlainFile): Promise<ZipEntry[]> {
  const tail = await file.read(file.size - Math.min(file.size, 65_557), 65_557);
  const end = endOf(tail);
  const count = end.readUInt16LE(10);
  const size = end.readUInt32LE(12);
  const position = end.readUInt32LE(16);
  if (count > MOST_ENTRIES || size > LARGEST_DIRECTORY) throw refusedContent("The document has too many parts.");
  if (position + size > file.size) throw broken();
  const entries = readEntries(await file.read(position, size), count);
  if (sum(entries, "packed") > file.size) throw refusedContent("The parts of the document overlap.");
  if (sum(entries, "unpacked") > LARGEST_UNPACKED) throw refusedContent("The document is far larger unpacked.");
  return entries;
}

function endOf(tail: Buffer): Buffer {
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    // The comment must reach exactly to the end, or another reader would find another directory.
    if (tail.readUInt32LE(at) === END && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return tail.subarray(at);
  }
  throw broken();
}

function readEntries(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY) throw broken();
    const nameLength = directory.readUInt16LE(at + 28);
    const next = at + 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    if (next > directory.length) throw broken();
    const name = directory.toString("utf8", at + 46, at + 46 + nameLength);
    if (directory.readUInt16LE(at + 8) & 1) throw refusedKind("Encrypted documents are not accepted.");
    if (((directory.readUInt32LE(at + 38) >>> 16) & 0o170000) === SYMLINK) throw leadsOut();
    requireHarmlessName(name);
    entries.push({
      name,
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
      method: directory.readUInt16LE(at + 10),
      position: directory.readUInt32LE(at + 42),
    });
    at = next;
  }
  return entries;
}

const leadsOut = () => refusedContent("The document has a part whose name leads out of it.");

function requireHarmlessName(name: string) {
  if (/^[/\\]|\\|\0|^[a-z]:|(^|\/)\.\.(\/|$)/i.test(name)) throw leadsOut();
  if (/\.(zip|7z|rar|gz|bz2|xz|tar|jar|exe|dll|com|scr|bat|cmd|js|jse|vbs|vbe|wsf|hta|lnk|msi|ps1)$/i.test(name))
    throw refusedKind("Documents that contain archives or programs are not accepted.");
}

const sum = (entries: ZipEntry[], field: "packed" | "unpacked") =>
  entries.reduce((total, entry) => total + entry[field], 0);

/**
 * The beginning of what an entry unpacks to: all of it if its packed form has at most `length` bytes. Never more than
 * 8 MiB, whatever it claims.
 */
export async function readZipEntry(file: PlainFile, entry: ZipEntry, length: number): Promise<Buffer> {
  const local = await file.read(entry.position, 30);
  if (local.length < 30 || local.readUInt32LE(0) !== LOCAL) throw broken();
  const start = entry.position + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const packed = await file.read(start, Math.min(entry.packed, length));
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw broken();
  try {
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 8 * 1024 * 1024 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw refusedContent("The document is far larger unpacked.");
    throw broken();
  }
}
