import type { MomentOptions } from "./read-moment";
import { rejected, storableStart, Unreadable, type ImportFile, type Parsed, type SourceKey } from "./record";
import { parseRecord } from "./repair-json";
import { scanJson, type Scanned } from "./scan-json";
import { readTelegramMessage } from "./telegram-message";

/** What an export says of a chat. Its id is its own only among chats of its kind. */
interface Chat {
  id?: unknown;
  name?: unknown;
  type?: unknown;
}

/** By names that the file says: maps, for in an object `constructor` would be found. */
const PREFIX = new Map<string, string>(
  Object.entries({
    ...{ personal_chat: "user", bot_chat: "user", private_group: "chat", saved_messages: "saved", replies: "replies" },
    ...{ private_supergroup: "channel", public_supergroup: "channel" },
    ...{ private_channel: "channel", public_channel: "channel", verification_codes: "codes" },
  }),
);
const NAMES = new Map([
  ["saved_messages", "Saved messages"],
  ["replies", "Replies"],
]);

/** Messages of one chat stand at the root, those of a full export in its lists of chats: at depth 1 and 4. */
const isRecords = (key: string, depth: number) => key === "messages" && (depth === 1 || depth === 4);

/** What Telegram Desktop writes as `result.json`: one chat, or a full export. */
export async function* readTelegram(file: ImportFile, options: MomentOptions): AsyncGenerator<Parsed> {
  let record = 0;
  let chats = 0;
  let chat: Chat = {};
  let source: SourceKey | undefined;
  let heads: Chat[] | undefined;
  let rest = { cut: false, bytes: Buffer.alloc(0) as Buffer };
  for await (const found of scanJson(file.stream(), { isRecords }, (end) => (rest = end))) {
    if (beginsChat(found)) {
      chat = {};
      chats += 1;
      source = undefined;
    } else if (found.kind === "value") note(chat, found);
    else if (found.kind === "record") {
      record += 1;
      if (!source && !isWhole(chat)) {
        // Written by another program, its names after its messages: they are looked for first.
        heads ??= await readHeads(file);
        chat = heads[chats - 1] ?? chat;
      }
      source ??= sourceOf(chat);
      yield take(found, { record, source, ...options });
    }
  }
  if (rest.cut) yield rejected(record + 1, "the file ends in the middle: it is not whole", rest.bytes);
}

function take(
  { bytes, cut }: Extract<Scanned, { kind: "record" }>,
  { record, source, ...options }: { record: number; source: SourceKey | undefined } & MomentOptions,
): Parsed {
  if (cut) return rejected(record, "it is longer than any message", bytes);
  if (!source) return rejected(record, "its chat has no id", bytes);
  try {
    const { value, repaired } = parseRecord(bytes);
    return { record: readTelegramMessage(value, { record, source, repaired, ...options }) };
  } catch (error) {
    if (error instanceof Unreadable) return rejected(record, error.message, bytes);
    if (error instanceof SyntaxError) return rejected(record, "it is not JSON, and cannot be repaired", bytes);
    throw error;
  }
}

/** The root is a chat, and so is each object in a list of chats. */
const beginsChat = (found: Scanned) =>
  found.kind === "open" && (found.depth === 0 || (found.depth === 3 && !found.key));

function note(chat: Chat, { key, depth, value }: Extract<Scanned, { kind: "value" }>) {
  if ((depth === 0 || depth === 3) && (key === "id" || key === "name" || key === "type")) chat[key] = value;
}

const isWhole = ({ id, type }: Chat) => id !== undefined && type !== undefined;

function sourceOf({ id, name, type }: Chat): SourceKey | undefined {
  if (typeof id !== "number" && typeof id !== "string") return undefined;
  const kind = typeof type === "string" ? storableStart(type, 40) : "chat";
  const bare = String(id).replace(/^-(?:100(?=\d{9,}))?|^(?:user|chat|channel)/, "");
  const shown =
    typeof name === "string" && name.trim() ? name : (NAMES.get(kind) ?? `${kind.replaceAll("_", " ")} ${bare}`);
  return {
    platform: "telegram",
    platformSourceId: storableStart(`${PREFIX.get(kind) ?? "chat"}${bare}`, 200),
    name: storableStart(shown, 300),
    kind,
  };
}

/** What is said of all chats, in their order. */
async function readHeads(file: ImportFile): Promise<Chat[]> {
  const heads: Chat[] = [];
  for await (const found of scanJson(file.stream(), { isRecords })) {
    if (beginsChat(found)) heads.push({});
    else if (found.kind === "value" && heads.length > 0) note(heads.at(-1)!, found);
  }
  return heads;
}
