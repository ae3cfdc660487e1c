import { stringify } from "csv-stringify/sync";
import type { MadeMessage } from "./messages";

type Written = Pick<MadeMessage, "id" | "at" | "text"> & {
  chat: { name: string };
  author: { id: number; name: string };
};

/** As an Android writes a chat, in a British phone's dates. */
export function* whatsAppText(messages: Iterable<Written>): Generator<string> {
  for (const { at, author, text } of messages) {
    const [year, month, day] = at.toISOString().slice(0, 10).split("-");
    yield `${day}/${month}/${year}, ${at.toISOString().slice(11, 16)} - ${author.name}: ${text}\n`;
  }
}

/** A file of an Instagram thread: the newest first, its UTF-8 written as if it were Latin-1. */
export function instagramThread(title: string, messages: readonly Written[]): string {
  const people = [...new Set(messages.map(({ author }) => author.name))];
  return JSON.stringify({
    participants: people.map((name) => ({ name: garbled(name) })),
    messages: messages.toReversed().map(({ at, author, text }) => ({
      sender_name: garbled(author.name),
      timestamp_ms: at.getTime(),
      content: garbled(text),
    })),
    title: garbled(title),
    is_still_participant: true,
    thread_path: `inbox/${title.toLowerCase().replace(/\W+/g, "")}_1`,
    magic_words: [],
  });
}

const garbled = (text: string) => Buffer.from(text, "utf8").toString("latin1");

/** Tables with a line of names, and lines of JSON. */
const rowOf = ({ id, at, author, chat, text }: Written) => ({
  id: `${id}`,
  date: at.toISOString(),
  chat: chat.name,
  author: author.name,
  author_id: `u${author.id}`,
  text,
});

export const csvTable = (messages: readonly Written[], delimiter = ",") =>
  stringify(messages.map(rowOf), { header: true, bom: true, delimiter });

export function* jsonLines(messages: Iterable<Written>): Generator<string> {
  for (const message of messages) yield `${JSON.stringify(rowOf(message))}\n`;
}
