import JSZip from "jszip";
import { describe, expect, it } from "vitest";
import { bufferFile } from "@/e2e/support/buffer-file";
import { previewExport } from "./preview";
import { readExport, type ExportOptions } from "./read-export";
import type { Parsed } from "./record";

const read = async (content: string | Buffer, options: Partial<ExportOptions>, part?: number): Promise<Parsed[]> => {
  const found: Parsed[] = [];
  const whole = { format: "csv", filename: "file", mapping: {}, ...options } as ExportOptions;
  for await (const each of readExport(bufferFile(Buffer.from(content), part), whole)) found.push(each);
  return found;
};
const brief = (found: Parsed[]) =>
  found.map(({ record, reject }) =>
    record
      ? [record.postedAt?.toISOString(), record.author?.displayName, record.contentType, record.text]
      : [reject!.reason],
  );

describe("WhatsApp", () => {
  const lines = (text: string, order: "dmy" | "mdy" | "ymd" = "dmy", zone = "UTC") =>
    read(text, { format: "whatsapp", zone, mapping: { chat: "Flat 12", date_order: order } }, 13);

  it("reads an Android's and an iPhone's chat, messages of several lines among them", async () => {
    const android =
      "31/12/2024, 23:59 - Messages are end-to-end encrypted.\n31/12/2024, 23:59 - Zoë: happy\nnew year: 2025\n\n01/01/2025, 00:00 - +44 7700 900123: <Media omitted>\n";
    expect(brief(await lines(android))).toEqual([
      ["2024-12-31T23:59:00.000Z", undefined, "service", "Messages are end-to-end encrypted."],
      ["2024-12-31T23:59:00.000Z", "Zoë", "text", "happy\nnew year: 2025\n"],
      ["2025-01-01T00:00:00.000Z", "+44 7700 900123", "other", "<Media omitted>"],
    ]);
    const iphone =
      "\u200e[12/31/24, 11:59:08\u202fPM] Zoë: hi\r\n\u200e[12/31/24, 11:59:09\u202fPM] Zoë: \u200e<attached: 0001-PHOTO.jpg>\r\n[1/1/25, 12:00:01\u202fAM] ~\u202fMira: ok";
    expect(brief(await lines(iphone, "mdy"))).toEqual([
      ["2024-12-31T23:59:08.000Z", "Zoë", "text", "hi"],
      ["2024-12-31T23:59:09.000Z", "Zoë", "image", "<attached: 0001-PHOTO.jpg>"],
      ["2025-01-01T00:00:01.000Z", "~\u202fMira", "text", "ok"],
    ]);
  });

  it.each([
    ["31.12.24, 23:59 - A: x", "dmy"],
    ["2024-12-31, 23:59 - A: x", "ymd"],
    ["2024/12/31 23:59 - A: x", "ymd"],
    ["31-12-2024 11:59 p. m. - A: x", "dmy"],
    ["[31.12.24, 23:59:00] A: x", "dmy"],
    ["12/31/24, 11.59 PM - A: x", "mdy"],
    ["\u0663\u0661/\u0661\u0662/\u0662\u0660\u0662\u0664, \u0662\u0663:\u0665\u0669 - A: x", "dmy"],
  ] as const)("reads the date of %s", async (line, order) => {
    expect(brief(await lines(line, order))).toEqual([["2024-12-31T23:59:00.000Z", "A", "text", "x"]]);
  });

  it("keeps people of one name in different chats apart, and numbers together", async () => {
    const [{ record: named }, { record: numbered }] = (await lines(
      "31/12/2024, 23:59 - Mum: x\n31/12/2024, 23:59 - +44 7700 900123: x",
    )) as [Parsed, Parsed];
    expect([named!.author!.platformUserId, numbered!.author!.platformUserId]).toEqual(["Flat 12/Mum", "+447700900123"]);
  });

  it("gives the same message the same id in every export, and like ones ids of their own", async () => {
    const ids = async (text: string) => (await lines(text)).map(({ record }) => record!.platformContentId);
    const begun = "31/12/2024, 23:59 - A: ok\n31/12/2024, 23:59 - A: ok\n";
    const later = await ids(`${begun}01/01/2025, 00:00 - A: ok\n`);
    expect(new Set(later).size).toBe(3);
    expect(later.slice(0, 2)).toEqual(await ids(begun));
  });

  it("asks for zone, order of dates and chat, where the file does not show them", async () => {
    const preview = (text: string, filename: string) => previewExport(bufferFile(Buffer.from(text)), { filename });
    expect(await preview("01/02/2024, 23:59 - A: x\n", "_chat.txt")).toMatchObject({
      format: "whatsapp",
      missing: ["date_order", "chat", "zone"],
    });
    const shown = await preview("01/02/2024, 23:59 - A: x\n03/01/2024, 23:59 - A: x\n", "WhatsApp Chat with Zoë.txt");
    expect(shown).toMatchObject({ mapping: { date_order: "mdy", chat: "Zoë" }, missing: ["zone"] });
  });
});

describe("Instagram", () => {
  const garbled = (text: string) => Buffer.from(text).toString("latin1");
  const thread = (messages: object[], title = "Лена") =>
    JSON.stringify({ participants: [], messages, title: garbled(title), thread_path: "inbox/lena_12" });
  const said = (at: number, content: string, more: object = {}) => ({
    ...{ sender_name: garbled("Zoë"), timestamp_ms: at, content: garbled(content), ...more },
  });

  it("reads an archive's threads, its mojibake repaired, and ids that stay", async () => {
    const zip = new JSZip();
    const folder = "your_instagram_activity/messages/inbox/lena_12";
    zip.file(
      `${folder}/message_1.json`,
      thread([said(3000, "привет ❄️"), said(2000, "café", { photos: [{ uri: "a.jpg" }] })]),
    );
    zip.file(`${folder}/message_2.json`, thread([said(1000, "first"), said(1000, "first")]));
    zip.file(`${folder}/photos/a.jpg`, "not read");
    const bytes = await zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
    const found = await read(bytes, { format: "instagram" });
    expect(brief(found)).toEqual([
      ["1970-01-01T00:00:03.000Z", "Zoë", "text", "привет ❄️"],
      ["1970-01-01T00:00:02.000Z", "Zoë", "image", "café"],
      ["1970-01-01T00:00:01.000Z", "Zoë", "text", "first"],
      ["1970-01-01T00:00:01.000Z", "Zoë", "text", "first"],
    ]);
    expect(found[0]!.record!.sourceKey).toMatchObject({ platformSourceId: "lena_12", name: "Лена" });
    expect(new Set(found.map(({ record }) => record!.platformContentId)).size).toBe(4);
    expect(await previewExport(bufferFile(bytes), { filename: "x.zip" })).toMatchObject({
      format: "instagram",
      missing: [],
    });
  });

  it("leaves a text alone that is UTF-8 already, and sets aside what has no time", async () => {
    const found = await read(
      thread([{ sender_name: "A", timestamp_ms: 1, content: "café – naïve" }, { content: "x" }]),
      {
        format: "instagram",
      },
    );
    expect(brief(found)).toEqual([["1970-01-01T00:00:00.001Z", "A", "text", "café – naïve"], ["it has no time"]]);
  });
});

describe("tables", () => {
  const columns = { text: "message", id: "id", posted_at: "date", author: "from", chat: "room" };
  const head = "id;date;room;from;message;extra\n";

  it("reads a table by its mapping, and sets rows aside that do not fit, in the file's order", async () => {
    const rows =
      '1;2024-05-01T10:00:00+02:00;R;A;"a; ""b""\nc";x\n2;x;R;A;bad time;\n3;1714550400;R;B;more;x;too;many\n4;1714550400000;R;;short\n';
    const found = await read(`\uFEFF${head}${rows}`, { mapping: { delimiter: ";", columns } }, 7);
    expect(brief(found)).toEqual([
      ["2024-05-01T08:00:00.000Z", "A", "text", 'a; "b"\nc'],
      ["its time cannot be read"],
      ["it has more columns than the line of names"],
      ["2024-05-01T08:00:00.000Z", undefined, "text", "short"],
    ]);
    expect(found.map(({ record, reject }) => (record ?? reject!).record)).toEqual([1, 2, 3, 4]);
    expect(found[0]!.record).toMatchObject({ metadata: { extra: "x" }, author: { platformUserId: "R/A" } });
  });

  it("guesses columns, and asks for what it cannot", async () => {
    const preview = (text: string, filename = "a.csv", more = {}) =>
      previewExport(bufferFile(Buffer.from(text)), { filename, ...more });
    expect(await preview("Sender,Timestamp,Message\nA,2024-05-01 10:00,hi\n")).toMatchObject({
      format: "csv",
      mapping: { delimiter: ",", columns: { author: "Sender", posted_at: "Timestamp", text: "Message" } },
      missing: ["zone"],
    });
    expect(await preview("a;b\n1;2\n")).toMatchObject({ missing: ["columns"], columns: ["a", "b"] });
    const lines = '{"msg": {"body": "hi"}, "from": "A"}\n{"msg": {"body": "ho"}}\n';
    expect(await preview(lines, "a.jsonl")).toMatchObject({ format: "jsonl", columns: ["msg", "msg.body", "from"] });
    const mapping = { columns: { text: "msg.body", author: "from" }, chat: "List" };
    const { records } = await preview(lines, "a.jsonl", { mapping });
    expect(records.map(({ text, sourceKey }) => [text, sourceKey.name])).toEqual([
      ["hi", "List"],
      ["ho", "List"],
    ]);
    await expect(preview("\u0000\u0001nothing")).rejects.toThrow("no format");
  });

  it("reads JSON Lines and arrays, and sets aside what is none", async () => {
    const mapping = { columns: { text: "t" } };
    const lines = await read('{"t": "a"}\n\nnot json at all }\n{"t": "b"}', { format: "jsonl", mapping }, 5);
    expect(brief(lines).map((each) => each.at(-1))).toEqual(["a", "it is not JSON, and cannot be repaired", "b"]);
    const array = await read('[ {"t": "a]"}, {"t": 5, "u": {"v": []}} ]', { format: "jsonl", mapping }, 3);
    expect(brief(array).map((each) => each.at(-1))).toEqual(["a]", "5"]);
  });
});
