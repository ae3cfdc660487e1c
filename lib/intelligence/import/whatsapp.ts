import { DerivedIds } from "./derived-id";
import { linesOf } from "./lines";
import { openZip } from "./open-zip";
import { inZone, type MomentOptions } from "./read-moment";
import type { DateOrder } from "./formats";
import { MOST_RECORD_BYTES, rejected, storableStart, storableText, Unreadable, type ContentType } from "./record";
import type { ImportFile, Parsed, ParsedRecord, SourceKey } from "./record";
import { clockIn, headerOf, MARKS, type Header } from "./whatsapp-line";

interface WhatsAppOptions extends MomentOptions {
  dateOrder: DateOrder;
  /** The name of the chat, which the text does not say. */
  chat: string;
}

/** The name of the text in an archive with its attachments. */
export const WHATSAPP_PART = /(?:^|\/)(?:_chat|whatsapp chat[^/]*)\.txt$/i;

interface Begun {
  header: Header;
  lines: string[];
  size: number;
}

/** A chat as WhatsApp writes it: lines, the first of a message with its time and who wrote it. */
export async function* readWhatsApp(file: ImportFile, options: WhatsAppOptions): AsyncGenerator<Parsed> {
  const source = sourceOf(options.chat);
  const ids = new DerivedIds();
  let record = 0;
  let begun: Begun | undefined;
  for await (const { text } of linesOf((await whatsAppText(file)).stream())) {
    const header = headerOf(text);
    if (header) {
      if (begun) yield take(begun, { record, source, ids, options });
      record += 1;
      begun = { header, lines: [header.rest], size: header.rest.length };
    } else if (begun) {
      begun.size += text.length + 1;
      if (begun.size <= MOST_RECORD_BYTES) begun.lines.push(text);
    } else if (text.trim()) {
      record += 1;
      yield rejected(record, "it stands before the first message", text);
    }
  }
  if (begun) yield take(begun, { record, source, ids, options });
}

/** The text itself, also out of an archive. */
export async function whatsAppText(file: ImportFile): Promise<ImportFile> {
  const head = await file.read(0, 4);
  if (head.toString("latin1") !== "PK\u0003\u0004") return file;
  const [part] = await openZip(file, (name) => WHATSAPP_PART.test(name));
  if (!part) throw new Unreadable("The archive has no _chat.txt.");
  return part.file;
}

function sourceOf(chat: string): SourceKey {
  const name = storableStart(chat.trim(), 200);
  return { platform: "whatsapp", platformSourceId: name, name, kind: "chat" };
}

const ATTACHED: [RegExp, ContentType][] = [
  [/\.(jpe?g|png|webp|gif|heic)$/i, "image"],
  [/\.(mp4|mov|3gp|mkv|avi)$/i, "video"],
  [/\.(opus|ogg|mp3|m4a|aac|wav|amr)$/i, "audio"],
  [/./, "document"],
];
const OMITTED: [RegExp, ContentType][] = [
  [/^(image|sticker|gif) omitted$/i, "image"],
  [/^video( note)? omitted$/i, "video"],
  [/^audio omitted$/i, "audio"],
  [/^(document|contact card) omitted$/i, "document"],
  [/^<media omitted>$/i, "other"],
];

function take(
  { header, lines, size }: Begun,
  place: { record: number; source: SourceKey; ids: DerivedIds; options: WhatsAppOptions },
): Parsed {
  const raw = `${header.stamp} ${lines.join("\n")}`;
  if (size > MOST_RECORD_BYTES) return rejected(place.record, "it is longer than any message", raw);
  try {
    return { record: read(header, lines.join("\n"), place) };
  } catch (error) {
    if (error instanceof Unreadable) return rejected(place.record, error.message, raw);
    throw error;
  }
}

function read(
  header: Header,
  said: string,
  { record, source, ids, options }: { record: number; source: SourceKey; ids: DerivedIds; options: WhatsAppOptions },
): ParsedRecord {
  const clock = clockIn(header, options.dateOrder);
  if (!clock) throw new Unreadable("its time cannot be read");
  const postedAt = inZone(clock, options);
  // What WhatsApp itself says has no author; a name has no quotes and is not that long.
  const [, name, rest] = /^([^:"“\n]{1,120}?):(?:\s([\s\S]*))?$/.exec(said) ?? [];
  const author = name?.replace(MARKS, "").trim();
  const text = storableText((author ? (rest ?? "") : said).replace(/^[\u200e\u200f]+/, ""));
  const bare = text.replace(MARKS, "").trim();
  const [, attached] = /^<attached: ([^>]+)>/.exec(bare) ?? /^(.+?\.\w{2,5}) \(file attached\)/.exec(bare) ?? [];
  const file = attached?.trim();
  const contentType = !author
    ? "service"
    : file
      ? ATTACHED.find(([pattern]) => pattern.test(file))![1]
      : (OMITTED.find(([pattern]) => pattern.test(bare))?.[1] ?? "text");
  return {
    record,
    platformContentId: ids.next(JSON.stringify(clock), author ?? "", text),
    sourceKey: source,
    ...(author && { author: authorOf(storableText(author), source) }),
    contentType,
    text,
    postedAt,
    metadata: { written: header.stamp, ...(file && { file_name: file }) },
  };
}

/** A number is somebody's own; a name is what one phone calls somebody, and only in its chats. */
function authorOf(name: string, source: SourceKey) {
  const number = name.replace(/[\s\u00a0()-]/g, "");
  const platformUserId = /^\+\d{7,15}$/.test(number) ? number : `${source.platformSourceId}/${name}`;
  return { platformUserId: storableStart(platformUserId, 300), displayName: storableStart(name, 300) };
}
