import { once } from "node:events";
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";

import { trustList } from "./client-address";
import { createFront } from "./front";
import type { Handler } from "./route-table";

const seen: { aborted?: boolean; pulled: number } = { pulled: 0 };
let waiting: () => void = () => undefined;

const echo: Handler = async (request, { params }) =>
  Response.json({
    method: request.method,
    url: request.url,
    params: await params,
    address: request.headers.get("x-forwarded-for"),
    id: request.headers.get("x-request-id"),
    body: request.body ? await request.text() : null,
  });

const routes = [
  { pattern: "/api/[...path]", module: { GET: unmatched, POST: unmatched, DELETE: unmatched } },
  { pattern: "/api/things/[id]", module: { GET: echo, POST: echo, helper: echo } },
  { pattern: "/api/form", module: { POST: form } },
  { pattern: "/api/stream", module: { GET: stream, POST: upload } },
  { pattern: "/api/wait", module: { GET: wait } },
  { pattern: "/api/early", module: { POST: () => new Response("too large", { status: 413 }) } },
  { pattern: "/api/broken", module: { GET: () => Promise.reject(new Error("secret detail")) } },
];

function unmatched(_: Request, { allow }: Parameters<Handler>[1]) {
  return Response.json({ allow }, { status: allow ? 405 : 404 });
}

async function form(request: Request) {
  const fields = await request.formData();
  const file = fields.get("evidence") as File;
  return Response.json({ name: fields.get("name"), file: file.name, size: file.size });
}

function stream(request: Request) {
  let left = Number(new URL(request.url).searchParams.get("pieces") ?? 64);
  return new Response(
    new ReadableStream({
      pull(controller) {
        seen.pulled += 1;
        controller.enqueue(new Uint8Array(65_536));
        if (--left === 0) controller.close();
      },
    }),
  );
}

async function upload(request: Request) {
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) size += chunk.byteLength;
  return Response.json({ size });
}

async function wait(request: Request) {
  const gone = once(request.signal, "abort");
  waiting();
  await gone;
  seen.aborted = true;
  return new Response("nobody hears this");
}

const server = createFront({
  routes,
  next: async (incoming, outgoing) => {
    outgoing.end(`next ${incoming.url} ${incoming.headers["x-forwarded-for"]} ${incoming.headers["x-forwarded-host"]}`);
  },
  isTrustedProxy: trustList(["127.0.0.9"]),
});
let base: string;
let port: number;

beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  port = (server.address() as AddressInfo).port;
  base = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const json = async (response: Response | Promise<Response>) =>
  (await (await response).json()) as Record<string, unknown>;

it("gives a handler the request, its parameters, the peer's address and an id that clients cannot forge", async () => {
  const headers = { "x-forwarded-for": "6.6.6.6", "x-request-id": "mine-1" };
  const response = await fetch(`${base}/api/things/a%20b?x=1`, { method: "POST", body: "hello", headers });
  expect(response.headers.get("x-request-id")).toBe("mine-1");
  expect(response.headers.get("content-length")).not.toBeNull();
  expect(await json(response)).toEqual({
    method: "POST",
    url: `${base}/api/things/a%20b?x=1`,
    params: { id: "a b" },
    address: "127.0.0.1",
    id: "mine-1",
    body: "hello",
  });
  const insane = await json(fetch(`${base}/api/things/1/`, { headers: { "x-request-id": "a".repeat(65) } }));
  expect(insane.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(insane.body).toBeNull();
});

it("sends what nobody serves to the catch-all, with the methods that are served", async () => {
  expect((await fetch(`${base}/api/nothing/here`)).status).toBe(404);
  expect(await json(fetch(`${base}/api/things/1`, { method: "DELETE" }))).toEqual({ allow: ["GET", "POST", "HEAD"] });
});

it("answers HEAD as GET without the body", async () => {
  const response = await fetch(`${base}/api/things/1`, { method: "HEAD" });
  expect([response.status, await response.text()]).toEqual([200, ""]);
});

it("leaves pages and the log-in adapter to Next, with the address resolved and foreign hosts dropped", async () => {
  const headers = { "x-forwarded-for": "6.6.6.6", "x-forwarded-host": "evil.example" };
  expect(await (await fetch(`${base}/api/auth/session`, { headers })).text()).toBe(
    "next /api/auth/session 127.0.0.1 undefined",
  );
  expect(await (await fetch(`${base}/api/authors`)).json()).toEqual({});
  expect(await (await fetch(`${base}/reviews`)).text()).toMatch(/^next \/reviews/);
});

it("gives Next a path alone, whatever address a request names, and upgrades nothing", async () => {
  const ask = async (text: string) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.write(text.replaceAll("\n", "\r\n"));
    return Buffer.concat(await socket.toArray()).toString();
  };
  const elsewhere = "http://169.254.169.254/latest?x=1";
  const answer = await ask(`GET ${elsewhere} HTTP/1.1\nhost: 169.254.169.254\nconnection: close\n\n`);
  expect(answer).toMatch(/next \/latest\?x=1 127\.0\.0\.1 undefined/);
  const upgrade = "connection: upgrade\nupgrade: websocket\nsec-websocket-version: 13\nsec-websocket-key: AAAA";
  for (const target of [elsewhere, "/", "/_next/webpack-hmr"])
    expect(await ask(`GET ${target} HTTP/1.1\nhost: x\n${upgrade}\n\n`)).toBe("");
});

it("lets go of who sends too slowly, and serves others meanwhile", async () => {
  const limits = { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 };
  const next = async () => undefined;
  const hasty = createFront({ routes, next, isTrustedProxy: trustList([]), limits });
  await once(hasty.listen(0, "127.0.0.1"), "listening");
  const address = hasty.address() as AddressInfo;
  const begin = (text: string) => {
    const socket = net.connect(address.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(text);
    return once(socket.resume(), "close");
  };
  const body = "POST /api/things/1 HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nx";
  const slow = Array.from({ length: 40 }, (_, at) => begin(at % 2 ? "GET /api/things/1 HTTP/1.1\r\nhost:" : body));
  expect((await fetch(`http://127.0.0.1:${address.port}/api/things/1`)).status).toBe(200);
  await Promise.all(slow);
  const silent = net.connect(address.port, "127.0.0.1");
  let told = "";
  silent.on("data", (chunk: Buffer) => (told += chunk));
  await once(silent, "close");
  expect(told).toBe("");
  hasty.closeAllConnections();
  hasty.close();
});

it("reads forms with files", async () => {
  const body = new FormData();
  body.set("name", "évidence");
  body.set("evidence", new File([new Uint8Array(100_000)], "scan.pdf"));
  expect(await json(fetch(`${base}/api/form`, { method: "POST", body }))).toEqual({
    name: "évidence",
    file: "scan.pdf",
    size: 100_000,
  });
});

it("streams in and out, and stops producing when the client goes away", async () => {
  const body = new Blob([new Uint8Array(3_000_000)]);
  expect(await json(fetch(`${base}/api/stream`, { method: "POST", body }))).toEqual({ size: 3_000_000 });
  expect((await (await fetch(`${base}/api/stream`)).arrayBuffer()).byteLength).toBe(64 * 65_536);
  expect(seen.pulled).toBe(64);
});

it("produces no faster than a slow reader takes", async () => {
  seen.pulled = 0;
  const socket = net.connect(port, "127.0.0.1").pause();
  socket.write("GET /api/stream?pieces=1024 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
  await vi.waitFor(() => expect(seen.pulled).toBeGreaterThan(1));
  for (let round = 0; round < 50; round += 1) await fetch(`${base}/api/things/1`);
  expect(seen.pulled).toBeLessThan(1024);
  let bytes = 0;
  socket.on("data", (chunk) => (bytes += chunk.length)).resume();
  await once(socket, "close");
  expect(bytes).toBeGreaterThan(1024 * 65_536);
});

it("tells the handler when the client goes away", async () => {
  const started = new Promise<void>((resolve) => (waiting = resolve));
  const request = http.get(`${base}/api/wait`).on("error", () => undefined);
  await started;
  request.destroy();
  await vi.waitFor(() => expect(seen.aborted).toBe(true));
});

it("gets an early answer through to a client that is still sending", async () => {
  const request = http.request(`${base}/api/early`, { method: "POST" });
  const response = once(request, "response");
  const chunk = Buffer.alloc(65_536);
  request.on("error", () => undefined);
  for (let sent = 0; sent < 200; sent += 1) request.write(chunk);
  const [answer] = (await response) as [http.IncomingMessage];
  expect(answer.statusCode).toBe(413);
  expect(Buffer.concat(await answer.toArray()).toString()).toBe("too large");
  request.destroy();
});

it("says nothing of an error but an id", async () => {
  const log = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const response = await fetch(`${base}/api/broken`);
  const text = await response.text();
  expect(response.status).toBe(500);
  expect(text).not.toContain("secret");
  expect(JSON.parse(text)).toMatchObject({ status: 500, request_id: response.headers.get("x-request-id") });
  expect(log).toHaveBeenCalledOnce();
  log.mockRestore();
});

it.each([
  ["nonsense\r\n\r\n", 400],
  [`GET / HTTP/1.1\r\nhost: x\r\nx-long: ${"a".repeat(20_000)}\r\n\r\n`, 431],
  ["OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", 400],
])("refuses what is not sane HTTP", async (text, status) => {
  const socket = net.connect(port, "127.0.0.1");
  socket.write(text);
  const answer = Buffer.concat(await socket.toArray()).toString();
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).toContain("application/problem+json");
});
