import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { encodeSession } from "@/app/_http/session";
import { trustList } from "@/server/client-address";
import { createFront } from "@/server/front";
import { routes } from "@/server/routes.generated";
import { addProduct } from "./support/assessed";
import { pdf, png } from "./support/files";
import { makeKey } from "./support/outside-caller";
import { useStore } from "./support/vault";
import { useWorld } from "./support/world";

/** Evidence over HTTP through the front, as an outside client has it. */
const world = useWorld();
const store = useStore();
let server: http.Server;
let origin: string;
let product: { id: number };
let key: string;
let strangersKey: string;

beforeAll(async () => {
  product = await addProduct(world);
  key = await makeKey(world, world.client, ["responses:read", "responses:write"]);
  strangersKey = await makeKey(world, world.stranger, ["responses:read", "responses:write"]);
  server = createFront({
    routes,
    next: async (_request, response) => void response.end(),
    isTrustedProxy: trustList([]),
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const send = (filename: string, body: BodyInit | Buffer, headers: Record<string, string> = {}) =>
  fetch(`${origin}/api/v1/evidence?product_id=${product.id}`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "x-filename": encodeURIComponent(filename), ...headers },
    body: body as BodyInit,
  });

const read = (id: number, query = "", secret = key) =>
  fetch(`${origin}/api/v1/evidence/${id}/content${query}`, { headers: { authorization: `Bearer ${secret}` } });

async function stored(filename: string, body: Buffer | string) {
  const response = await send(filename, body);
  expect(response.status).toBe(201);
  return ((await response.json()) as { evidence: { id: number; path: string } }).evidence;
}

describe("evidence over HTTP", () => {
  it("says what it is without being opened", async () => {
    const { id } = await stored("report.txt", "Two lines\nof text");
    const address = `${origin}/api/v1/evidence/${id}/content`;
    const headers = { authorization: `Bearer ${key}` };
    const [got, head] = await Promise.all([fetch(address, { headers }), fetch(address, { method: "HEAD", headers })]);
    expect([head.status, await head.text()]).toEqual([200, ""]);
    for (const name of ["content-length", "content-type", "content-disposition", "content-security-policy"])
      expect([name, head.headers.get(name)]).toEqual([name, got.headers.get(name)]);
  });

  it("goes up as it is and comes down as it was, as a download that cannot run", async () => {
    const content = pdf();
    const evidence = await stored("Prüfbericht „Q3“.pdf", content);
    expect(evidence).toMatchObject({
      path: `evidence/${evidence.id}/Prüfbericht „Q3“.pdf`,
      size: content.length,
      media_type: "application/pdf",
      sha256: createHash("sha256").update(content).digest("hex"),
    });
    const response = await read(evidence.id);
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-length": String(content.length),
      "content-disposition": expect.stringMatching(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''Pr%C3%BC/),
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
      "cross-origin-resource-policy": "same-origin",
      "content-security-policy": expect.stringMatching(/^sandbox; default-src 'none'/),
    });
    expect((await read(evidence.id, "?inline=1")).headers.get("content-disposition")).toMatch(/^inline/);
  });

  it("is 404 for another tenant, 401 for nobody, 403 for a key without the scope", async () => {
    const evidence = await stored("a.png", png());
    const problem = await read(evidence.id, "", strangersKey);
    expect(problem.status).toBe(404);
    expect(await problem.json()).toMatchObject({ code: "not_found", status: 404 });
    expect((await fetch(`${origin}/api/v1/evidence/${evidence.id}/content`)).status).toBe(401);
    expect((await read(evidence.id, "", await makeKey(world, world.client, ["scores:read"]))).status).toBe(403);
    expect((await read(999_999)).status).toBe(404);
    expect((await read("../x" as never)).status).toBe(404);
  });

  it("says what is wrong: type, size, name, place", async () => {
    const status = async (response: Promise<Response>) => {
      const { status: code, headers } = await response;
      expect(headers.get("content-type")).toBe("application/problem+json");
      return code;
    };
    expect(await status(send("a.svg", "<svg/>"))).toBe(415);
    expect(await status(send("a.html", "<html/>"))).toBe(415);
    expect(await status(send("a.png", pdf()))).toBe(415);
    expect(await status(send("a.txt", ""))).toBe(422);
    expect(await status(send("a.txt", "x", { "x-filename": "" }))).toBe(422);
    expect(await status(send("a.txt", "x", { "x-filename": "%E0%A4%A" }))).toBe(400);
    expect(
      await status(
        fetch(`${origin}/api/v1/evidence`, {
          method: "POST",
          headers: { authorization: `Bearer ${key}`, "x-filename": "a.txt" },
          body: "x",
        }),
      ),
    ).toBe(400);
    const list = fetch(`${origin}/api/v1/evidence?response_id=none`, { headers: { authorization: `Bearer ${key}` } });
    expect(await status(list)).toBe(400);
    expect(store.files().filter((name) => name.startsWith("staging"))).toEqual([]);
  });

  it("stops a stream without a length at the limit and still answers", async () => {
    process.env.VAULT_MAX_FILE_BYTES = "200000";
    try {
      const before = store.files();
      const request = upload(undefined);
      const answered = once(request, "response") as Promise<[http.IncomingMessage]>;
      for (let sent = 0; sent < 20; sent += 1) request.write("x".repeat(50_000));
      request.end();
      expect((await answered)[0].statusCode).toBe(413);
      expect((await send("a.txt", "x".repeat(200_001))).status).toBe(413);
      expect((await send("a.txt", "x".repeat(200_000))).status).toBe(201);
      expect(store.files().length).toBe(before.length + 1);
    } finally {
      delete process.env.VAULT_MAX_FILE_BYTES;
    }
  });

  it("leaves nothing of an upload that was cancelled amid the stream", async () => {
    const before = store.files();
    const request = upload(1_000_000);
    request.on("error", () => undefined);
    request.write("x".repeat(300_000));
    await vi.waitFor(() => expect(store.files().some((name) => name.startsWith("staging"))).toBe(true));
    request.destroy();
    await vi.waitFor(() => expect(store.files()).toEqual(before));
  });

  it("takes the browser's session from our own pages only", async () => {
    const token = randomBytes(32).toString("base64url");
    const hash = createHash("sha256").update(token).digest();
    await world.sql(
      "insert into sessions (user_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')",
      [world.client.id, hash],
    );
    const cookie = `securesphere.session=${await encodeSession({ sub: String(world.client.id), sid: token })}`;
    const from = (headers: Record<string, string>) =>
      fetch(`${origin}/api/v1/evidence?product_id=${product.id}`, {
        method: "POST",
        headers: { cookie, "x-filename": "a.txt", ...headers },
        body: "from the browser",
      });
    expect((await from({ origin: "http://evil.test" })).status).toBe(403);
    expect((await from({})).status).toBe(403);
    expect((await from({ origin: "http://securesphere.test" })).status).toBe(201);
  });
});

function upload(length: number | undefined) {
  const headers: http.OutgoingHttpHeaders = { authorization: `Bearer ${key}`, "x-filename": "big.txt" };
  if (length !== undefined) headers["content-length"] = length;
  return http.request(`${origin}/api/v1/evidence?product_id=${product.id}`, { method: "POST", headers });
}
