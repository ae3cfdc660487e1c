import { columnRoles, type ColumnRole } from "./formats";
import type { ImportMapping } from "./mapping-input";
import { readMoment, type MomentOptions } from "./read-moment";
import { keptMetadata, storableStart, storableText, storableValue, Unreadable, type ParsedRecord } from "./record";
import { DerivedIds } from "./derived-id";

const NAMES: Record<ColumnRole, RegExp> = {
  text: /^(text|message|content|body|msg|message_?text|caption|post|nachricht|mensaje|сообщение|текст)$/i,
  id: /^(id|message_?id|msg_?id|post_?id|content_?id)$/i,
  posted_at: /^(posted_?at|date_?time|date|time|timestamp|created_?at|sent_?at|ts|when|datum|fecha|дата|время)$/i,
  author: /^(author|sender|from|name|user|display_?name|author_?name|sender_?name|who|absender|автор|имя)$/i,
  author_id: /^(author_?id|sender_?id|from_?id|user_?id|uid)$/i,
  username: /^(user_?name|handle|screen_?name|login|nick)$/i,
  chat: /^(chat|channel|group|room|thread|conversation|source|chat_?name|channel_?name|чат|канал)$/i,
  chat_id: /^(chat_?id|channel_?id|group_?id|thread_?id|room_?id|source_?id)$/i,
  reply_to: /^(reply_?to|reply_?to_?id|in_?reply_?to|parent_?id|reply_?to_?message_?id)$/i,
};

/** What columns seem to be, by their names: each once, in the order of the roles. */
export function guessColumns(names: readonly string[]): ImportMapping["columns"] {
  const guessed: Partial<Record<ColumnRole, string>> = {};
  for (const role of columnRoles) {
    const found = names.find((name) => NAMES[role].test(name.trim()) && !Object.values(guessed).includes(name));
    if (found !== undefined) guessed[role] = found;
  }
  return guessed.text === undefined ? undefined : (guessed as { text: string });
}

export interface MappedOptions extends MomentOptions {
  mapping: ImportMapping;
  /** The name of the file: what the records are of, where nothing else says it. */
  filename: string;
}

/** Turns rows of a table into records. One of these serves one file: ids of rows without any follow from their order. */
export class MappedRows {
  #ids = new Map<string, DerivedIds>();

  constructor(private readonly options: MappedOptions) {}

  /** @throws Unreadable when the row cannot be taken */
  read(record: number, row: Record<string, unknown>): ParsedRecord {
    const { mapping, filename, zone } = this.options;
    const columns = mapping.columns;
    if (!columns) throw new Unreadable("nobody said which column is the text");
    const said = (role: ColumnRole) => {
      const name = columns[role];
      return name === undefined ? "" : wordOf(valueAt(row, name));
    };
    const chat = said("chat_id") || said("chat") || mapping.chat || filename;
    const platform = mapping.platform ?? "other";
    const author = authorOf({ id: said("author_id"), name: said("author"), username: said("username") }, chat);
    const content = said("text");
    const moment = columns.posted_at === undefined ? null : valueAt(row, columns.posted_at);
    const postedAt = readMoment(moment, { zone, dateOrder: mapping.date_order });
    if (!content && !said("id") && !postedAt) throw new Unreadable("it is empty");
    const used = new Set(Object.values(columns));
    return {
      record,
      platformContentId: storableStart(
        said("id") || this.#derive(chat, wordOf(moment), author?.platformUserId ?? "", content),
        200,
      ),
      sourceKey: {
        platform,
        platformSourceId: storableStart(chat, 200),
        name: storableStart(said("chat") || mapping.chat || chat, 300),
        kind: "table",
      },
      ...(author && { author }),
      contentType: "text",
      text: content,
      postedAt,
      ...(said("reply_to") && { replyTo: storableStart(said("reply_to"), 200) }),
      metadata: keptMetadata(Object.fromEntries(Object.entries(row).filter(([name]) => !used.has(name)))),
    };
  }

  #derive(chat: string, ...parts: [string, string, string]): string {
    let ids = this.#ids.get(chat);
    if (!ids) {
      if (this.#ids.size >= 10_000) this.#ids.clear();
      this.#ids.set(chat, (ids = new DerivedIds()));
    }
    return ids.next(...parts);
  }
}

function authorOf({ id, name, username }: { id: string; name: string; username: string }, chat: string) {
  const platformUserId =
    id || (username && `@${username.replace(/^@/, "").toLowerCase()}`) || (name && `${chat}/${name}`);
  if (!platformUserId) return undefined;
  return {
    platformUserId: storableStart(platformUserId, 300),
    ...(username && { username: storableStart(username.replace(/^@/, ""), 200) }),
    ...(name && { displayName: storableStart(name, 300) }),
  };
}

/** A column by its name; in JSON also a field within a field, by a path with dots. */
function valueAt(row: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(row, name)) return row[name];
  return name
    .split(".")
    .reduce<unknown>(
      (held, key) =>
        held !== null && typeof held === "object" && Object.hasOwn(held, key)
          ? (held as Record<string, unknown>)[key]
          : undefined,
      row,
    );
}

function wordOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return storableText(typeof value === "string" ? value : JSON.stringify(storableValue(value)));
}
