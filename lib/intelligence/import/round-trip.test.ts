import fc from "fast-check";
import { expect, it } from "vitest";
import { bufferFile } from "@/e2e/support/buffer-file";
import { madeMessages, type MadeMessage, type Piece } from "@/lib/demo/exports/messages";
import { csvTable, instagramThread, jsonLines, whatsAppText } from "@/lib/demo/exports/write-others";
import { telegramChat, telegramFull } from "@/lib/demo/exports/write-telegram";
import { previewExport } from "./preview";
import { readExport } from "./read-export";
import { storableText, type ParsedRecord } from "./record";

const chat = { id: 1_400_000_007, name: "Round trip", type: "private_supergroup" as const };
const said = fc.string({ unit: "grapheme", maxLength: 40 });
const pieces = fc.array(
  fc.record({ type: fc.constantFrom<Piece["type"]>("plain", "phone", "email", "mention", "bold"), text: said }),
  { maxLength: 5 },
);
const message = fc.record({
  pieces,
  author: fc.record({
    id: fc.integer({ min: 1, max: 50 }),
    name: fc.constantFrom("Zoë", "Лена K", "A\tB", "Raj 🔥"),
    username: fc.constant(""),
  }),
  second: fc.integer({ min: 1, max: 3_000_000 }),
});
const messages = fc.array(message, { minLength: 1, maxLength: 30 }).map((list) =>
  list.map(({ second, ...each }, at): MadeMessage => ({
    ...{ ...each, id: at + 1, chat, at: new Date(1_700_000_000_000 + second * 60_000), label: "chat", language: "en" },
    text: each.pieces.map(({ text }) => text).join(""),
  })),
);

async function back(bytes: Buffer, filename: string, part: number): Promise<ParsedRecord[]> {
  const file = bufferFile(bytes, part);
  const { format, mapping, missing } = await previewExport(file, { filename, zone: "UTC" });
  expect(missing.filter((each) => each !== "date_order")).toEqual([]);
  const records: ParsedRecord[] = [];
  const options = { format, filename, mapping: { ...mapping, date_order: mapping.date_order ?? "dmy" }, zone: "UTC" };
  for await (const { record, reject } of readExport(file, options)) {
    expect(reject).toBeUndefined();
    records.push(record!);
  }
  return records;
}
const text = (generator: Iterable<string>) => Buffer.from([...generator].join(""));
const brief = (list: readonly MadeMessage[]) =>
  list.map((each) => [storableText(each.text), each.at.toISOString(), storableText(each.author.name)]);
const read = (list: readonly ParsedRecord[]) =>
  list.map((each) => [each.text, each.postedAt!.toISOString(), each.author!.displayName]);

it("parses back whatever messages a Telegram export is made of, in whatever pieces it comes", () =>
  fc.assert(
    fc.asyncProperty(messages, fc.integer({ min: 1, max: 5_000 }), fc.boolean(), async (list, part, full) => {
      const export_ = full ? telegramFull([chat], () => list) : telegramChat(chat, list);
      const records = await back(text(export_), "result.json", part);
      expect(read(records)).toEqual(brief(list));
      for (const [at, { tagged = [], text: whole }] of records.entries()) {
        const marked = list[at]!.pieces.filter((piece) => /phone|email|mention/.test(piece.type) && piece.text);
        expect(tagged.map(({ start, end }) => whole.slice(start, end))).toEqual(
          marked.map((piece) => storableText(piece.text)),
        );
      }
    }),
    { numRuns: 60 },
  ));

it("parses back tables and lines of JSON", () =>
  fc.assert(
    fc.asyncProperty(messages, fc.integer({ min: 1, max: 5_000 }), async (list, part) => {
      const filled = list.map((each) => ({ ...each, text: `x${each.text}` }));
      const expected = brief(filled);
      expect(read(await back(text(jsonLines(filled)), "a.jsonl", part))).toEqual(expected);
      expect(read(await back(Buffer.from(csvTable(filled)), "a.csv", part))).toEqual(expected);
    }),
    { numRuns: 40 },
  ));

it("parses back what the generator makes, in every format", async () => {
  const list = [...madeMessages({ seed: 3, count: 300, chats: 1 })].filter(({ service }) => !service);
  const [{ chat: room }] = list as [MadeMessage];
  expect(read(await back(text(telegramChat(room, list)), "result.json", 4_096))).toEqual(brief(list));
  expect(read(await back(Buffer.from(instagramThread("Thread", list)), "message_1.json", 4_096))).toEqual(
    brief(list.toReversed()),
  );
  const minutes = list.map((each) => ({ ...each, at: new Date(Math.floor(each.at.getTime() / 60_000) * 60_000) }));
  expect(read(await back(text(whatsAppText(minutes)), "WhatsApp Chat with X.txt", 4_096))).toEqual(brief(minutes));
});

it("makes the same of the same seed, and other things of another", () => {
  const made = (seed: number) => JSON.stringify([...madeMessages({ seed, count: 50 })]);
  expect(made(1)).toBe(made(1));
  expect(made(1)).not.toBe(made(2));
});
