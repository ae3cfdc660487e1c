import { MOST_RECORD_BYTES } from "./record";

export interface Line {
  text: string;
  /** Longer than any line that is read: only its beginning is here. */
  cut: boolean;
}

/** The lines of a text, whatever ends them; bytes that are not UTF-8 become U+FFFD. */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let size = 0;
  const take = (bytes: Buffer) => {
    if (size < MOST_RECORD_BYTES) parts.push(bytes);
    size += bytes.length;
  };
  const line = (first: boolean): Line => {
    const text = Buffer.concat(parts).toString("utf8").replace(/\r$/, "");
    const made = { text: first ? text.replace(/^\uFEFF/, "") : text, cut: size > MOST_RECORD_BYTES };
    parts = [];
    size = 0;
    return made;
  };
  let first = true;
  for await (const part of stream) {
    const chunk = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      take(chunk.subarray(from, end));
      yield line(first);
      first = false;
      from = end + 1;
    }
    if (from < chunk.length) take(Buffer.from(chunk.subarray(from)));
  }
  if (size > 0) yield line(first);
}
