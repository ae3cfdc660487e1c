import type { MadeChat, MadeMessage } from "./messages";

/** What a Telegram Desktop export is written of; the parser reads it back. */
type Written = Pick<MadeMessage, "id" | "author" | "at" | "pieces" | "replyTo" | "media" | "service">;

/** As Telegram Desktop writes a message: a plain text as a string, one with marked parts as an array. */
export function telegramMessage({ id, author, at, pieces, replyTo, media, service }: Written): string {
  const parts = pieces.map((piece) => (piece.type === "plain" ? piece.text : { type: piece.type, text: piece.text }));
  const text = parts.every((part) => typeof part === "string") ? parts.join("") : parts;
  const who = { name: author.name, id: `user${author.id}` };
  return JSON.stringify(
    {
      id,
      type: service ? "service" : "message",
      date: at.toISOString().slice(0, 19),
      date_unixtime: String(at.getTime() / 1000),
      ...(service
        ? { actor: who.name, actor_id: who.id, action: service, inviter: "Group" }
        : { from: who.name, from_id: who.id }),
      ...(replyTo && { reply_to_message_id: replyTo }),
      ...(media === "photo" && { photo: `photos/photo_${id}.jpg`, width: 1280, height: 960 }),
      ...(media &&
        media !== "photo" && {
          file: "(File not included. Change data exporting settings to download.)",
          media_type: media,
        }),
      text,
      text_entities: pieces.map(({ type, text: said }) => ({ type, text: said })),
    },
    null,
    1,
  );
}

/** One chat as `result.json`, in pieces. */
export function* telegramChat(chat: MadeChat, messages: Iterable<Written>): Generator<string> {
  yield `${headOf(chat)}\n "messages": [\n`;
  yield* joined(messages);
  yield "\n ]\n}";
}

/** A full export, in pieces: chats follow each other, so their messages are made again for each. */
export function* telegramFull(chats: MadeChat[], messagesOf: (chat: MadeChat) => Iterable<Written>): Generator<string> {
  yield `{\n "about": "Here is the data you requested.",\n "personal_information": {"user_id": 1, "first_name": "Sam"},\n "contacts": {"about": "", "list": [{"first_name": "Mira", "phone_number": "+441632960961"}]},\n "chats": {"about": "", "list": [\n`;
  for (const [at, chat] of chats.entries()) {
    if (at > 0) yield ",\n";
    yield* telegramChat(chat, messagesOf(chat));
  }
  yield `\n ]},\n "left_chats": {"about": "", "list": []}\n}`;
}

function* joined(messages: Iterable<Written>): Generator<string> {
  let first = true;
  for (const message of messages) {
    yield first ? telegramMessage(message) : `,\n${telegramMessage(message)}`;
    first = false;
  }
}

const headOf = ({ name, type, id }: MadeChat) =>
  `{\n "name": ${JSON.stringify(name)},\n "type": ${JSON.stringify(type)},\n "id": ${id},`;
