import { crc32, deflateRawSync } from "node:zlib";

interface ZipFile {
  name: string;
  content: string | Buffer;
  /** What it claims to become, where that is a lie. */
  claims?: number;
  encrypted?: boolean;
}

/** A compressed zip, with whatever its directory should claim. */
export function makeZip(files: ZipFile[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  for (const { name, content, claims, encrypted } of files) {
    const plain = Buffer.from(content as string);
    const packed = deflateRawSync(plain);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(encrypted ? 1 : 0, 2);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc32(plain), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(claims ?? plain.length, 18);
    about.writeUInt16LE(Buffer.byteLength(name), 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(position, 10);
    pieces.push(Buffer.from("PK\x03\x04"), about, Buffer.from(name), packed);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), about, rest, Buffer.from(name));
    position += 30 + Buffer.byteLength(name) + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(position, 12);
  return Buffer.concat([...pieces, listed, Buffer.from("PK\x05\x06"), end]);
}
