import { inZone, readMoment, type MomentOptions } from "./read-moment";
import {
  keptMetadata,
  storableStart,
  storableText,
  Unreadable,
  type ContentType,
  type ParsedRecord,
  type SourceKey,
} from "./record";
import { readTelegramText } from "./telegram-text";

type Message = Record<string, unknown>;

/** What has a field of its own in a record; all else is kept as it came. */
const READ = new Set(
  "id type date date_unixtime from from_id actor actor_id text text_entities reply_to_message_id".split(" "),
);

/**
 * A message of a Telegram chat.
 * @throws Unreadable when it cannot be taken
 */
export function readTelegramMessage(
  given: unknown,
  place: { record: number; source: SourceKey; repaired: boolean } & MomentOptions,
): ParsedRecord {
  if (given === null || typeof given !== "object" || Array.isArray(given)) throw new Unreadable("it is no message");
  const message = given as Message;
  const { id } = message;
  if (!Number.isSafeInteger(id)) throw new Unreadable("it has no id");
  const read = readTelegramText(message.text);
  const said = read.text || otherwiseSaid(message);
  const { tagged, entities } = read;
  const hidden = [...read.hidden, ...contactOf(message, read.text)];
  const author = authorOf(message);
  const reply = message.reply_to_message_id;
  return {
    record: place.record,
    platformContentId: String(id),
    sourceKey: place.source,
    ...(author && { author }),
    contentType: contentTypeOf(message),
    text: said,
    postedAt: momentOf(message, place),
    ...(Number.isSafeInteger(reply) && { replyTo: String(reply) }),
    metadata: metadataOf(message, { entities, repaired: place.repaired }),
    ...(tagged.length > 0 && { tagged }),
    ...(hidden.length > 0 && { hidden }),
  };
}

function momentOf({ date, date_unixtime: unix }: Message, options: MomentOptions): Date | null {
  if (typeof unix === "string" && /^\d{1,12}$/.test(unix)) return readMoment(Number(unix), options);
  if (typeof unix === "number" && unix > 0) return readMoment(unix, options);
  // Local, as the computer that exported it saw it, and without a zone.
  const found = typeof date === "string" && /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(date);
  if (!found) return readMoment(date, options);
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return inZone({ year, month, day, hour, minute, second }, options);
}

function authorOf(message: Message): ParsedRecord["author"] {
  const service = message.type === "service";
  const [id, name] = service ? [message.actor_id, message.actor] : [message.from_id, message.from];
  const platformUserId = typeof id === "string" ? id : Number.isSafeInteger(id) ? `user${String(id)}` : undefined;
  if (!platformUserId) return undefined;
  const displayName = typeof name === "string" && name.trim() ? storableStart(name, 300) : undefined;
  return { platformUserId: storableStart(platformUserId, 200), ...(displayName && { displayName }) };
}

const BY_MEDIA = new Map<string, ContentType>(
  Object.entries({
    ...{ sticker: "image", animation: "video", video_file: "video", video_message: "video" },
    ...{ voice_message: "audio", audio_file: "audio" },
  } as const),
);

function contentTypeOf(message: Message): ContentType {
  if (message.type === "service") return "service";
  if (message.type !== "message" && message.type !== undefined) return "other";
  if (typeof message.media_type === "string") return BY_MEDIA.get(message.media_type) ?? "document";
  if (message.photo !== undefined) return "image";
  if (message.file === undefined) return "text";
  return typeof message.mime_type === "string" && message.mime_type.startsWith("image/") ? "image" : "document";
}

/** What a message without a text says: the question and answers of a poll, what a service message tells. */
function otherwiseSaid(message: Message): string {
  const lines: unknown[] = [];
  const poll = message.poll as { question?: unknown; answers?: ({ text?: unknown } | null)[] } | undefined;
  if (poll)
    lines.push(poll.question, ...(Array.isArray(poll.answers) ? poll.answers.map((answer) => answer?.text) : []));
  const contact = message.contact_information as Record<string, unknown> | undefined;
  if (contact) {
    const names = [contact.first_name, contact.last_name].filter((name) => typeof name === "string" && name);
    lines.push(names.join(" "), contact.phone_number);
  }
  if (message.type === "service" && typeof message.action === "string") {
    const members = Array.isArray(message.members) ? message.members.filter((name) => typeof name === "string") : [];
    const about = [message.title, members.join(", ")].filter((part) => typeof part === "string" && part);
    lines.push([message.action.replaceAll("_", " "), ...about].join(": "));
  }
  return storableText(lines.filter((line) => typeof line === "string" && line).join("\n"));
}

/** The number of a contact that was sent with a text: it stands behind all of it. */
function contactOf(message: Message, text: string) {
  const contact = message.contact_information as { phone_number?: unknown } | undefined;
  const number = contact?.phone_number;
  if (typeof number !== "string" || !number || !text) return [];
  return [{ text: storableText(number), start: 0, end: text.length }];
}

function metadataOf(message: Message, { entities, repaired }: { entities: unknown[]; repaired: boolean }) {
  const rest = Object.fromEntries(Object.entries(message).filter(([key]) => !READ.has(key)));
  const all = { ...rest, ...(entities.length > 0 && { entities }), ...(repaired && { repaired }) };
  return keptMetadata(all, ["media_type", "mime_type", "file_name", "forwarded_from"]);
}
