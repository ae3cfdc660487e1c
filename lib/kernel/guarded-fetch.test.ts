import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { guardedFetch, Unreachable } from "./guarded-fetch";

/** Answers with the status that its path names, past what a well-behaved server lets itself say. */
const server = createServer(({ url, socket }) => {
  const status = url!.slice(1);
  const body = status === "204" || status === "304" ? "" : "body";
  socket.end(`HTTP/1.1 ${status} Said\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`);
});
const guard = { privateHosts: ["127.0.0.1"], setting: "HOSTS", waitMs: 10_000, mostBytes: 1_000 };
const ask = (status: number) =>
  guardedFetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${status}`, {}, guard);

beforeAll(() => once(server.listen(0, "127.0.0.1"), "listening"));
afterAll(async () => once(server.close(), "close"));

test("hands on what was answered", async () => {
  const answer = await ask(404);
  expect([answer.status, await answer.text()]).toEqual([404, "body"]);
});

test.each([204, 205, 304])("takes no body of a %i", async (status) => {
  const answer = await ask(status);
  expect([answer.status, answer.body]).toEqual([status, null]);
});

test.each([600, 999])("a status of %i is no answer, and nothing that ends the process", async (status) => {
  await expect(ask(status)).rejects.toThrow(Unreachable);
});
