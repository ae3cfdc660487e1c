import { Readable } from "node:stream";
import { fromRandomAccessReader, RandomAccessReader, type Entry, type ZipFile } from "yauzl";
import { Unreadable, type ImportFile } from "./record";

const MOST_ENTRIES = 500_000;
/** What an archive may unpack to, for each byte of it. */
const MOST_GROWTH = 200;

class Reader extends RandomAccessReader {
  constructor(private readonly file: ImportFile) {
    super();
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(parts(this.file, start, end));
  }
}

const PART = 256 * 1024;
async function* parts(file: ImportFile, start: number, end: number) {
  for (let at = start; at < end;) {
    const part = await file.read(at, Math.min(PART, end - at));
    if (part.length === 0) return;
    yield part;
    at += part.length;
  }
}

export interface ZipPart {
  name: string;
  file: ImportFile;
}

/**
 * The parts of an archive whose names `wanted` takes, each to be read as a stream; nothing is unpacked to disk.
 * @throws Unreadable when it is no archive, or one that is there to do harm
 */
export async function openZip(file: ImportFile, wanted: (name: string) => boolean): Promise<ZipPart[]> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    fromRandomAccessReader(new Reader(file), file.size, { autoClose: false, lazyEntries: true }, (error, opened) =>
      error ? reject(new Unreadable(`The archive cannot be read: ${error.message}.`)) : resolve(opened),
    ),
  );
  if (zip.entryCount > MOST_ENTRIES) throw new Unreadable("The archive has too many files.");
  const entries = await entriesOf(zip, wanted);
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (unpacked > MOST_GROWTH * file.size + 1_000_000) throw new Unreadable("The archive is far larger unpacked.");
  return entries.map((entry) => ({ name: entry.fileName, file: partOf(zip, entry) }));
}

function entriesOf(zip: ZipFile, wanted: (name: string) => boolean): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on("entry", (entry: Entry) => {
      if (wanted(entry.fileName)) entries.push(entry);
      zip.readEntry();
    });
    zip.on("end", () => resolve(entries));
    zip.on("error", (error: Error) => reject(new Unreadable(`The archive cannot be read: ${error.message}.`)));
    zip.readEntry();
  });
}

function partOf(zip: ZipFile, entry: Entry): ImportFile {
  const open = () =>
    new Promise<Readable>((resolve, reject) =>
      zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
    );
  return {
    size: entry.uncompressedSize,
    stream: () => unpacked(open),
    async read(position, length) {
      // Only beginnings are read: to see what a part is.
      const parts: Buffer[] = [];
      let size = 0;
      for await (const part of unpacked(open)) {
        parts.push(part);
        size += part.length;
        if (size >= position + length) break;
      }
      return Buffer.concat(parts).subarray(position, position + length);
    },
  };
}

/** Names of parts are people's names in some exports: what is said of them names none. */
async function* unpacked(open: () => Promise<Readable>): AsyncGenerator<Buffer> {
  const stream = (await open().catch(damaged)) as AsyncIterable<Buffer> & Readable;
  const parts = stream[Symbol.asyncIterator]();
  try {
    for (let next = await parts.next().catch(damaged); !next.done; next = await parts.next().catch(damaged))
      yield next.value;
  } finally {
    stream.destroy();
  }
}

function damaged(): never {
  throw new Unreadable("A part of the archive cannot be unpacked: it is damaged or locked.");
}
