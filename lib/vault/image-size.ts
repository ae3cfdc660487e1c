import type { FileKind } from "./file-kinds";
import { refusedContent } from "./refusals";
import type { PlainFile } from "./zip-directory";

/** Pixels above which a picture is there to exhaust the reader's memory. */
const MOST_PIXELS = 200_000_000;

/**
 * Refuses pictures of absurd dimensions, by what their headers claim; nothing is decoded.
 * @throws Fault invalid
 */
export async function requireSaneImage(file: PlainFile, kind: FileKind): Promise<void> {
  const size = await sizeOf(file, kind);
  if (!size || size.width * size.height === 0) throw refusedContent("The picture is damaged.");
  if (size.width * size.height > MOST_PIXELS) throw refusedContent("The picture has too many pixels.");
}

/** The size and kind of a PNG or JPEG in memory, by what its header claims; undefined for anything else. */
export async function pictureSize(bytes: Buffer) {
  const kind = bytes.subarray(0, 4).equals(PNG)
    ? ("image/png" as const)
    : bytes.subarray(0, 2).equals(JPEG)
      ? ("image/jpeg" as const)
      : undefined;
  const read = async (position: number, length: number) => bytes.subarray(position, position + length);
  const size = kind && (await sizeOf({ size: bytes.length, read }, kind));
  return kind && size && size.width * size.height > 0 ? { kind, ...size } : undefined;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const JPEG = Buffer.from([0xff, 0xd8]);

interface Size {
  width: number;
  height: number;
}

async function sizeOf(file: PlainFile, kind: FileKind): Promise<Size | undefined> {
  if (kind === "image/jpeg") return jpegSize(file);
  const head = await file.read(0, 32);
  if (head.length < 30 && kind !== "image/gif") return undefined;
  if (kind === "image/png") return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
  if (kind === "image/gif")
    return head.length < 10 ? undefined : { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
  return webpSize(head);
}

function webpSize(head: Buffer): Size | undefined {
  const form = head.toString("latin1", 12, 16);
  if (form === "VP8X") return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
  if (form === "VP8 ") return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
  if (form !== "VP8L") return undefined;
  const bits = head.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** The frame header stands behind segments of any number and length, photographs' metadata above all. */
async function jpegSize(file: PlainFile): Promise<Size | undefined> {
  let at = 2;
  for (let segments = 0; segments < 500; segments += 1) {
    const head = await file.read(at, 9);
    if (head.length < 9 || head[0] !== 0xff) return undefined;
    const marker = head[1]!;
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: head.readUInt16BE(7), height: head.readUInt16BE(5) };
    else at += 2 + head.readUInt16BE(2);
  }
  return undefined;
}
