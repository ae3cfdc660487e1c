import { crc32, deflateRawSync, deflateSync } from "node:zlib";

/** Small real files of the kinds the vault takes, and of some it refuses. */

/** A text file, as a person chooses it. */
export const textFile = (name: string, text = "build 42 by the server") => ({
  name,
  mimeType: "text/plain",
  buffer: Buffer.from(text),
});

export interface ZipPart {
  name: string;
  content: string | Buffer;
  /** Unix mode in the upper half, as zip has it. */
  attributes?: number;
  /** What it claims to unpack to, if not the truth. */
  claims?: number;
}

/** A zip of deflated parts, with a directory that may lie. */
export function zip(parts: ZipPart[]): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  for (const { name, content, attributes = 0, claims } of parts) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const label = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims ?? plain.length, 18);
    common.writeUInt16LE(label.length, 22);
    const signature = (text: string) => Buffer.from(`PK${text}`, "latin1");
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(attributes, 6);
    tail.writeUInt32LE(position, 10);
    local.push(signature("\x03\x04"), common, label, packed);
    directory.push(signature("\x01\x02"), Buffer.from([20, 0]), common, tail, label);
    position += 4 + 26 + label.length + packed.length;
  }
  const size = directory.reduce((total, part) => total + part.length, 0);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(position, 16);
  return Buffer.concat([...local, ...directory, end]);
}

const officeTypes = {
  docx: ["word/document.xml", "wordprocessingml.document"],
  xlsx: ["xl/workbook.xml", "spreadsheetml.sheet"],
  pptx: ["ppt/presentation.xml", "presentationml.presentation"],
} as const;

/** An Office document with the fewest parts; further parts may spoil it. */
export function office(kind: keyof typeof officeTypes, further: ZipPart[] = [], types = "", main = "<root/>"): Buffer {
  const [part, type] = officeTypes[kind];
  return zip([
    {
      name: "[Content_Types].xml",
      content: `<Types><Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/>${types}</Types>`,
    },
    { name: "_rels/.rels", content: "<Relationships/>" },
    { name: part, content: main },
    ...further,
  ]);
}

/** A grey PNG; `claimed` dimensions may be absurd. */
export function png(width = 2, height = 2, claimed = { width, height }): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(claimed.width, 0);
  header.writeUInt32BE(claimed.height, 4);
  header[8] = 8;
  const rows = Buffer.alloc((width + 1) * height, 0x80);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A JPEG's structure up to its frame header, behind metadata of the given length. */
export function jpeg(width: number, height: number, metadata = 20): Buffer {
  const app1 = Buffer.alloc(metadata + 4);
  app1.set([0xff, 0xe1]);
  app1.writeUInt16BE(metadata + 2, 2);
  const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), app1, frame, Buffer.from([0xff, 0xd9])]);
}

/** One page that says a line; `catalog` puts more into the document, such as what runs when it opens. */
export function pdf(line = "Evidence", catalog = ""): Buffer {
  const content = `BT /F1 24 Tf 40 700 Td (${line}) Tj ET`;
  const objects = [
    `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
  let text = "%PDF-1.4\n";
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const xref = text.length;
  text += `xref\n0 6\n0000000000 65535 f \n${places.join("")}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

/** A body that comes in pieces; an error breaks it. */
export async function* pieces(...parts: (Buffer | string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    await new Promise(setImmediate);
    if (part instanceof Error) throw part;
    yield Buffer.from(part as string);
  }
}
