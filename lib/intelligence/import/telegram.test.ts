import { expect, it } from "vitest";
import { bufferFile } from "@/e2e/support/buffer-file";
import type { Parsed } from "./record";
import { readTelegram } from "./telegram";

const read = async (text: string, zone?: string, part?: number): Promise<Parsed[]> => {
  const found: Parsed[] = [];
  for await (const each of readTelegram(bufferFile(Buffer.from(text), part), { zone })) found.push(each);
  return found;
};
const chat = (messages: string, head = `"name": "Market", "type": "private_supergroup", "id": 1400000001`) =>
  `{ ${head}, "messages": [${messages}] }`;
const message = (more: object = {}) =>
  JSON.stringify({
    ...{
      id: 7,
      type: "message",
      date: "2026-03-01T10:00:00",
      date_unixtime: "1772355600",
      from: "Sam",
      from_id: "user5",
    },
    ...{ text: "hello", text_entities: [{ type: "plain", text: "hello" }], ...more },
  });
const one = async (more: object) => (await read(chat(message(more))))[0]!.record!;

it("takes a message with its chat, author and moment", async () => {
  expect(await one({ reply_to_message_id: 3, forwarded_from: "Kai" })).toEqual({
    record: 1,
    platformContentId: "7",
    sourceKey: {
      platform: "telegram",
      platformSourceId: "channel1400000001",
      name: "Market",
      kind: "private_supergroup",
    },
    author: { platformUserId: "user5", displayName: "Sam" },
    contentType: "text",
    text: "hello",
    postedAt: new Date("2026-03-01T09:00:00Z"),
    replyTo: "3",
    metadata: { forwarded_from: "Kai" },
  });
});

it("reads a full export chat by chat, with ids that are each chat's own", async () => {
  const chats = [
    `{"name": "Sam", "type": "personal_chat", "id": 5, "messages": [${message({ id: 1 })}]}`,
    `{"name": null, "type": "private_group", "id": 5, "messages": [${message({ id: 1 })},${message({ id: 2 })}]}`,
  ];
  const text = `{"about": "x", "personal_information": {"user_id": 9, "bio": "{\\"}"}, "contacts": {"list": [{"id": 3, "name": "no chat"}]},
    "chats": {"about": "", "list": [${chats.join()}]}, "left_chats": {"list": [{"name": "Gone", "type": "saved_messages", "id": 8, "messages": [${message()}]}]}}`;
  for (const part of [1, 7, 100_000]) {
    const found = await read(text, undefined, part);
    expect(
      found.map(({ record }) => [record?.sourceKey.platformSourceId, record?.platformContentId, record?.record]),
    ).toEqual([
      ["user5", "1", 1],
      ["chat5", "1", 2],
      ["chat5", "2", 3],
      ["saved8", "7", 4],
    ]);
    expect(found[1]!.record!.sourceKey.name).toBe("private group 5");
  }
});

it("repairs control characters written \\x01, raw ones, and ids without quotes", async () => {
  const broken = chat(
    [
      String.raw`{"id": 1, "type": "message", "date_unixtime": "1772355600", "from": "A\x01B", "from_id": "user5", "text": "left\x1fright \q"}`,
      `{"id": 2, "type": "message", "date_unixtime": "1772355600", "from_id": "user5", "text": [
    {
     "type": "custom_emoji",
     "text": "😮",
     "document_id": video_files/sticker (2).webm
    },
    " tab\there"
   ]}`,
      message({ id: 3 }),
    ].join(",\n"),
  );
  const found = await read(broken, undefined, 11);
  expect(found.map(({ reject }) => reject)).toEqual([undefined, undefined, undefined]);
  expect(found[0]!.record).toMatchObject({
    text: "left\u001fright \\q",
    author: { displayName: "A\u0001B" },
    metadata: { repaired: true },
  });
  expect(found[1]!.record).toMatchObject({
    text: "😮 tab\there",
    metadata: {
      entities: [{ type: "custom_emoji", start: 0, end: 2, document_id: "video_files/sticker (2).webm" }],
      repaired: true,
    },
  });
  expect(found[2]!.record!.metadata).toEqual({});
});

it("keeps where the export marked addresses, and what stands behind links", async () => {
  const text = [
    "😀 call ",
    { type: "phone", text: "+44 7700 900123" },
    " or ",
    { type: "email", text: "a@b.example" },
    " ",
  ];
  const more = [
    { type: "text_link", text: "menu", href: "https://m.example/" },
    { type: "bank_card", text: "4111 1111 1111 1111" },
  ];
  const record = await one({ text: [...text, ...more] });
  expect(record.tagged!.map(({ kind, start, end }) => [kind, record.text.slice(start, end)])).toEqual([
    ["phone", "+44 7700 900123"],
    ["email", "a@b.example"],
  ]);
  expect(record.hidden!.map(({ text: behind, start, end }) => [behind, record.text.slice(start, end)])).toEqual([
    ["https://m.example/", "menu"],
  ]);
  const entities = record.metadata.entities as { type: string; start: number; end: number }[];
  expect(entities.map(({ type, start, end }) => [type, record.text.slice(start, end)]).at(-1)).toEqual([
    "bank_card",
    "4111 1111 1111 1111",
  ]);
});

it("asks for a zone where an older export has none, and reckons with summer time", async () => {
  const old = chat(message({ date: "2021-07-01T12:00:00", date_unixtime: undefined }));
  expect((await read(old))[0]!.reject!.reason).toMatch(/zone/);
  expect((await read(old, "Europe/Berlin"))[0]!.record!.postedAt).toEqual(new Date("2021-07-01T10:00:00Z"));
});

it("takes service messages, media without a text, polls and contacts", async () => {
  const service = {
    type: "service",
    actor: "Kai",
    actor_id: "user6",
    action: "invite_members",
    members: ["A", null, "B"],
  };
  expect(await one({ ...service, text: "" })).toMatchObject({
    contentType: "service",
    author: { platformUserId: "user6", displayName: "Kai" },
    text: "invite members: A, B",
  });
  expect(await one({ text: "", photo: "(File not included.)" })).toMatchObject({ contentType: "image", text: "" });
  expect(await one({ text: "", media_type: "voice_message", file: "x" })).toMatchObject({ contentType: "audio" });
  expect((await one({ text: "", poll: { question: "Which?", answers: [{ text: "this" }] } })).text).toBe(
    "Which?\nthis",
  );
  const contact = { contact_information: { first_name: "Z", phone_number: "+441632960961" } };
  expect((await one({ text: "", ...contact })).text).toBe("Z\n+441632960961");
  expect(await one({ from: null })).toMatchObject({ author: { platformUserId: "user5" } });
});

it("sets aside what cannot be taken, with its reason, and goes on", async () => {
  const broken = `{"id": 1, "text": "a" "b"}`;
  const found = await read(chat([broken, message({ id: "x" }), "{}", message({ id: 4 })].join()));
  expect(found.map(({ record, reject }) => reject?.reason ?? record!.platformContentId)).toEqual([
    "it is not JSON, and cannot be repaired",
    "it has no id",
    "it has no id",
    "4",
  ]);
  expect(found[0]!.reject!.raw).toBe(broken);
});

it("says that a file is cut off, after what was whole", async () => {
  const whole = chat([message({ id: 1 }), message({ id: 2 })].join(",\n"));
  const found = await read(whole.slice(0, whole.length - 20));
  expect(found.map(({ record, reject }) => record?.platformContentId ?? reject?.reason)).toEqual([
    "1",
    "the file ends in the middle: it is not whole",
  ]);
});

it("looks ahead for names that stand behind the messages", async () => {
  const found = await read(`{"id": 9, "messages": [${message()}], "name": "Late", "type": "personal_chat"}`);
  expect(found[0]!.record!.sourceKey).toMatchObject({ platformSourceId: "user9", name: "Late" });
});

it("keeps every character at its place, also those that no database holds", async () => {
  const record = await one({ text: ["a\u0000b\ud800", { type: "mention", text: "@kot_1" }] });
  expect(record.text).toBe("a\uFFFDb\uFFFD@kot_1");
  expect(record.tagged).toEqual([{ kind: "handle", start: 4, end: 10 }]);
});

it.each([
  [{ date_unixtime: 1e300 }, "its time cannot be read"],
  [{ date_unixtime: undefined, date: "-271821-04-20T00:00:00" }, "its time cannot be read"],
  [{ date_unixtime: undefined, date: {} }, "its time is neither a text nor a number"],
])("sets a message aside whose time is none, and takes the others: %j", async (more, reason) => {
  const [first, second] = await read(chat([message(more), message({ id: 8 })].join()), "UTC");
  expect(first!.reject).toMatchObject({ record: 1, reason });
  expect(second!.record?.platformContentId).toBe("8");
});
