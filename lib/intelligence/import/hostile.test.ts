import { describe, expect, it } from "vitest";
import { bufferFile } from "@/e2e/support/buffer-file";
import { readExport, type ExportOptions } from "./read-export";
import type { Parsed } from "./record";

/* Files that were written to do harm: what is wrong with a record sets it aside, and the others are taken. */

const read = async (content: string | Buffer, options: Partial<ExportOptions>): Promise<Parsed[]> => {
  const found: Parsed[] = [];
  const whole = { format: "jsonl", filename: "file", mapping: {}, ...options } as ExportOptions;
  for await (const each of readExport(bufferFile(Buffer.from(content)), whole)) found.push(each);
  return found;
};
const brief = (found: Parsed[]) => found.map(({ record, reject }) => record?.text ?? reject!.reason);

const chat = (messages: string[], head = `"name":"Market","type":"personal_chat"`) =>
  read(`{${head},"id":5,"messages":[${messages.join(",\n")}]}`, { format: "telegram" });
const threads = (messages: string[]) =>
  read(`{"messages":[${messages.join(",\n")}],"title":"T","thread_path":"inbox/t"}`, { format: "instagram" });
const table = (rows: string[]) =>
  read(rows.join("\n"), { format: "jsonl", mapping: { columns: { text: "text", author: "author" } } });

const DEEP = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
const HALF = `${"x".repeat(199)}\u{1f600}${"x".repeat(98)}\u{1f600}`;
/** No half of a character: PostgreSQL refuses one in JSON, and the whole batch with it. */
const isWhole = (found: Parsed[]) => !/\\ud[89a-f]/.test(JSON.stringify(found));

describe("a record nested thousands deep", () => {
  it.each([
    ["Telegram", () => chat([`{"id":1,"text":"a","x":${DEEP}}`, `{"id":2,"text":"ok"}`])],
    ["Instagram", () => threads([`{"timestamp_ms":1,"x":${DEEP}}`, `{"timestamp_ms":2,"content":"ok"}`])],
    ["JSON", () => table([`{"text":"a","x":${DEEP}}`, `{"text":"ok"}`])],
    ["JSON, its text", () => table([`{"text":${DEEP}}`, `{"text":"ok"}`])],
  ])("is set aside: %s", async (_, found) => {
    expect(brief(await found())).toEqual(["it is nested too deep", "ok"]);
  });

  it("is refused where it stands outside of records, before memory holds it", async () => {
    await expect(chat([], `"x":${DEEP}`)).rejects.toThrow(/nested too deep/);
  });
});

it.each([
  [
    "Telegram",
    () =>
      chat(
        [`{"id":1,"text":"ok","from_id":"${HALF}","from":"${HALF}"}`],
        `"name":"${HALF}","type":"${"x".repeat(39)}\u{1f600}"`,
      ),
  ],
  ["Instagram", () => threads([`{"timestamp_ms":2,"content":"ok","sender_name":"${HALF}"}`])],
  ["JSON", () => table([`{"text":"ok","author":"${HALF}"}`])],
])("names are cut between characters, not within: %s", async (_, found) => {
  const records = await found();
  expect(brief(records)).toEqual(["ok"]);
  expect(isWhole(records)).toBe(true);
});

it("takes no name of a file for one of ours, and lists of nothing for empty ones", async () => {
  const [media, poll, contact, marked] = await chat(
    [
      `{"id":1,"type":"message","media_type":"constructor","text":"a"}`,
      `{"id":2,"poll":{"question":"q","answers":[null,{"text":"b"}]}}`,
      `{"id":3,"contact_information":{"first_name":{"toString":1},"last_name":"L"}}`,
      `{"id":4,"text":[{"type":"constructor","text":"d"}]}`,
    ],
    `"type":"constructor"`,
  );
  expect(media!.record).toMatchObject({
    contentType: "document",
    sourceKey: { name: "constructor 5", platformSourceId: "chat5" },
  });
  expect([poll!.record!.text, contact!.record!.text]).toEqual(["q\nb", "L"]);
  expect(marked!.record!.tagged).toBeUndefined();
  const [photos] = await threads([`{"timestamp_ms":1,"content":"ok","photos":[null,{"uri":{"toString":1}}]}`]);
  expect(photos!.record).toMatchObject({ contentType: "image", text: "ok" });
});

it("holds few of a table's rows that do not fit, however many follow one another", async () => {
  const rows = 200_000;
  const bytes = Buffer.from(`text,author\n${"1,2,3\n".repeat(rows)}`);
  const { stream, ...file } = bufferFile(bytes);
  let given = 0;
  async function* counted() {
    for await (const part of stream()) {
      given += part.length;
      yield part;
    }
  }
  const options = { format: "csv", filename: "a.csv", mapping: { columns: { text: "text" } } } as ExportOptions;
  const found = readExport({ ...file, stream: counted }, options);
  const first = await found.next();
  expect((first.value as Parsed).reject?.reason).toMatch(/more columns/);
  expect(given).toBeLessThan(bytes.length / 2);
  await found.return(undefined);
});
