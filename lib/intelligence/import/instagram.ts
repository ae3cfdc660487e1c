import { DerivedIds } from "./derived-id";
import { repairAll, repairMojibake } from "./mojibake";
import { openZip, type ZipPart } from "./open-zip";
import { keptMetadata, rejected, storableStart, storableValue, Unreadable, type ContentType } from "./record";
import type { ImportFile, Parsed, ParsedRecord, SourceKey } from "./record";
import { parseRecord } from "./repair-json";
import { scanJson } from "./scan-json";
import { ofMilliseconds } from "./read-moment";

/** Where the export keeps messages; older ones begin with `messages/`. */
export const INSTAGRAM_PART =
  /(?:^|\/)messages\/(?:inbox|archived_threads|message_requests|filtered_threads|broadcast)\/([^/]+)\/message_(\d+)\.json$/;

const isRecords = (key: string, depth: number) => key === "messages" && depth === 1;

/** An Instagram data export: the archive, or one of its files of messages. */
export async function* readInstagram(file: ImportFile): AsyncGenerator<Parsed> {
  let record = 0;
  for (const { thread, parts } of threadsOf(await partsOf(file))) {
    const source = await sourceOf(thread, parts);
    const ids = new DerivedIds();
    for (const { name, file: part } of parts) {
      let rest = { cut: false, bytes: Buffer.alloc(0) as Buffer };
      for await (const found of scanJson(part.stream(), { isRecords }, (end) => (rest = end))) {
        if (found.kind !== "record") continue;
        record += 1;
        if (found.cut) yield rejected(record, "it is longer than any message", found.bytes);
        else yield take(found.bytes, { record, source, ids });
      }
      if (rest.cut) yield rejected((record += 1), `${name} ends in the middle: it is not whole`, rest.bytes);
    }
  }
}

async function partsOf(file: ImportFile): Promise<ZipPart[]> {
  const head = await file.read(0, 4);
  if (head.toString("latin1") !== "PK\u0003\u0004") return [{ name: "", file }];
  const parts = await openZip(file, (name) => INSTAGRAM_PART.test(name));
  if (parts.length === 0) throw new Unreadable("The archive has no messages/inbox/…/message_1.json.");
  return parts;
}

/** Files of a thread follow each other, the newest (message_1) first, as the messages in them do. */
function threadsOf(parts: ZipPart[]): { thread: string; parts: ZipPart[] }[] {
  const threads = new Map<string, { number: number; part: ZipPart }[]>();
  for (const part of parts) {
    const [, thread = "", number = "1"] = INSTAGRAM_PART.exec(part.name) ?? [];
    const found = threads.get(thread) ?? [];
    found.push({ number: Number(number), part });
    threads.set(thread, found);
  }
  return [...threads].map(([thread, found]) => ({
    thread,
    parts: found.toSorted((a, b) => a.number - b.number).map(({ part }) => part),
  }));
}

/** Title and path of a thread stand behind its messages: the first file is read once for them. */
async function sourceOf(folder: string, parts: ZipPart[]): Promise<SourceKey> {
  const said: Record<string, unknown> = {};
  for await (const found of scanJson(parts[0]!.file.stream(), { isRecords })) {
    if (found.kind === "value" && found.depth === 0) said[found.key] = found.value;
  }
  const path = typeof said.thread_path === "string" ? said.thread_path.split("/").at(-1)! : "";
  const id = folder || path || "thread";
  const title = typeof said.title === "string" ? repairMojibake(said.title).trim() : "";
  return {
    platform: "instagram",
    platformSourceId: storableStart(id, 200),
    name: storableStart(title || id, 300),
    kind: "thread",
  };
}

function take(bytes: Buffer, place: { record: number; source: SourceKey; ids: DerivedIds }): Parsed {
  try {
    const { value } = parseRecord(bytes);
    if (value === null || typeof value !== "object" || Array.isArray(value)) throw new Unreadable("it is no message");
    return { record: read(storableValue(repairAll(value)) as Record<string, unknown>, place) };
  } catch (error) {
    if (error instanceof Unreadable) return rejected(place.record, error.message, bytes);
    if (error instanceof SyntaxError) return rejected(place.record, "it is not JSON, and cannot be repaired", bytes);
    throw error;
  }
}

const MEDIA: [string, ContentType][] = [
  ["photos", "image"],
  ["videos", "video"],
  ["audio_files", "audio"],
  ["gifs", "image"],
  ["files", "document"],
];
const textOf = (value: unknown) => (typeof value === "string" ? value : "");
const READ = new Set(["sender_name", "timestamp_ms", "content"]);

function read(
  message: Record<string, unknown>,
  { record, source, ids }: { record: number; source: SourceKey; ids: DerivedIds },
): ParsedRecord {
  const { sender_name: sender, timestamp_ms: at } = message;
  if (typeof at !== "number" || !Number.isFinite(at) || at <= 0) throw new Unreadable("it has no time");
  const share = (message.share ?? {}) as { link?: unknown; share_text?: unknown };
  const content = [message.content, share.share_text, share.link].filter((part) => typeof part === "string" && part);
  const [media] = MEDIA.filter(([key]) => Array.isArray(message[key]));
  const uris = media ? (message[media[0]] as ({ uri?: unknown } | null)[]).map((each) => textOf(each?.uri)) : [];
  const name = typeof sender === "string" ? sender.trim() : "";
  const text = [...new Set(content)].join("\n");
  return {
    record,
    platformContentId: ids.next(String(at), name, text, ...uris),
    sourceKey: source,
    // The export names people and gives no id: the same name in another thread may be somebody else.
    ...(name && {
      author: {
        platformUserId: storableStart(`${source.platformSourceId}/${name}`, 300),
        displayName: storableStart(name, 300),
      },
    }),
    contentType: media?.[1] ?? "text",
    text,
    postedAt: ofMilliseconds(at),
    metadata: keptMetadata(Object.fromEntries(Object.entries(message).filter(([key]) => !READ.has(key)))),
  };
}
