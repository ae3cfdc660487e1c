import { expect, it } from "vitest";
import { addAgency } from "@/e2e/support/agency";
import { useFrontDoor } from "@/e2e/support/front-door";
import { call, makeKey } from "@/e2e/support/outside-caller";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { madeMessages } from "@/lib/demo/exports/messages";
import { telegramChat } from "@/lib/demo/exports/write-telegram";
import { whatsAppText } from "@/lib/demo/exports/write-others";

const world = useWorld();
useStore();
const door = useFrontDoor();

it("brings an export in by the API, says what is missing, and keeps it from other agencies", async () => {
  const agency = await addAgency(world);
  const key = await makeKey(world, agency.member);
  const list = [...madeMessages({ seed: 5, count: 20, chats: 1 })];
  const send = (content: string, filename: string, fields: Record<string, string>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set("file", new File([content], filename));
    return call(door, "POST", "/api/v1/imports", { key, body });
  };
  const facts = { supplied_by: "Port police", authority: "Warrant 7/2026" };
  const stored = await send([...telegramChat(list[0]!.chat, list)].join(""), "result.json", facts);
  expect([stored.status, stored.headers.get("location")]).toEqual([201, `/api/v1/imports/${stored.body.import.id}`]);
  expect(stored.body.import).toMatchObject({ format: "telegram", missing: [], job_id: expect.any(Number) });
  const path = stored.headers.get("location")!;
  const read = await call(door, "GET", path, { key });
  expect(read.body.import).toMatchObject({ status: "queued", ...facts, filename: "result.json" });
  expect((await call(door, "GET", path, { key: await makeKey(world, agency.stranger) })).status).toBe(404);
  expect((await call(door, "GET", "/api/v1/imports", { key })).body.imports).toHaveLength(1);

  const chat = [...whatsAppText(list)].join("");
  const asked = await send(chat, "WhatsApp Chat with A.txt", facts);
  expect([asked.status, asked.body.errors ?? asked.body.fields]).toEqual([
    422,
    expect.arrayContaining([expect.objectContaining({ path: "time_zone" })]),
  ]);
  expect((await send(chat, "WhatsApp Chat with A.txt", { ...facts, start: "false" })).body.import.job_id).toBeNull();
  expect((await send("{}", "result.json", { supplied_by: "x" })).status).toBe(422);
  expect((await call(door, "POST", "/api/v1/imports", { key, json: {} })).status).toBe(415);
});
