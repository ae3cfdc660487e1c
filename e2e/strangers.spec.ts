import { readdirSync } from "node:fs";
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { once } from "node:events";
import path from "node:path";
import { expect, test } from "@playwright/test";

/*
 * What somebody who knows only the address can send to the pages' side of the service, byte by byte: to be let in by
 * another spelling of an address, to make the service ask elsewhere, to bring its renderer down.
 */
const home = () => process.env.SECURESPHERE_E2E_URL!;

/** Sends these bytes and reads until the service lets go. */
async function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(home());
  const socket = net.connect(Number(port), hostname);
  socket.write(text.replaceAll("\n", "\r\n"));
  const pieces: Buffer[] = [];
  for await (const piece of socket as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
const get = (target: string, headers: Record<string, string> = {}) =>
  raw(
    `GET ${target} HTTP/1.1\nhost: ${new URL(home()).host}\nconnection: close\n${Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\n`)
      .join("")}\n`,
  );
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

const OPEN = new Set(["sign-in", "reset", "invitation", "unsubscribe", "setup", "verify"]);
const pages = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "page.tsx")
  .map((file) =>
    path
      .dirname(file)
      .split(path.sep)
      .filter((part) => !/^[.(]/.test(part))
      .map((part) => (part.startsWith("[") ? "1" : part))
      .join("/"),
  )
  .filter((page) => !OPEN.has(page.split("/")[0]!));

test("every page but those to come in by sends a visitor to sign in, however it is asked for", async () => {
  expect(pages.length).toBeGreaterThan(40);
  for (const page of pages) {
    const answer = await get(`/${page}`);
    expect([page, statusOf(answer)]).toEqual([page, 307]);
    expect(answer, page).toMatch(/\nlocation: (http:\/\/[\w.:]+)?\/sign-in/i);
  }
});

test("no other spelling and no header of the framework's own lets anybody past", async () => {
  const subrequest = Array(5).fill("middleware").join(":");
  const ways: [target: string, headers?: Record<string, string>][] = [
    ["/products", { "x-middleware-subrequest": subrequest }],
    ["/products", { "x-middleware-subrequest": Array(5).fill("proxy").join(":") }],
    ["/products", { "x-middleware-subrequest": Array(5).fill("src/middleware").join(":") }],
    ["/products", { rsc: "1" }],
    ["/products?_rsc=1", { rsc: "1", "next-router-prefetch": "1" }],
    ["/products", { rsc: "1", "next-router-segment-prefetch": "/_tree" }],
    ["/products", { "next-router-state-tree": "%5B%22%22%2C%7B%7D%5D", rsc: "1" }],
    ["/products", { "x-nextjs-data": "1", "x-matched-path": "/sign-in" }],
    ["/products", { "x-invoke-path": "/products", "x-invoke-status": "200" }],
    ["/products", { authorization: "Bearer x", "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1" }],
    ["/products", { cookie: "securesphere.session=x; __Host-securesphere.session=x; __prerender_bypass=x" }],
    ["/products.rsc"],
    ["/products.segments/_tree.segment.rsc"],
    ["/products/1?nxtPid=9"],
    ["/products/1.css"],
    ["/products/..%2fproducts"],
    ["/%2fproducts"],
    ["//products"],
    ["/./products"],
    ["/PRODUCTS"],
    ["/products;x=1"],
    ["/products%00"],
    ["/_next/data/x/products.json"],
    ["/admin/users", { rsc: "1", "x-middleware-subrequest": subrequest }],
  ];
  for (const [target, headers] of ways) {
    const answer = await get(target, headers);
    const named = JSON.stringify([target, headers]);
    expect(statusOf(answer), named).toBeLessThan(500);
    expect(answer, named).not.toMatch(/New product|Partner Portal|Northwind|s-maxage/i);
    if (statusOf(answer) === 200) expect(answer, named).toMatch(/\/sign-in|NEXT_REDIRECT|404|not found/i);
  }
});

test("nothing a stranger sends makes the service ask elsewhere", async () => {
  const asked: string[] = [];
  const canary = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end("elsewhere");
  });
  await once(canary.listen(0, "127.0.0.1"), "listening");
  const { port } = canary.address() as AddressInfo;
  const hosts = ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001", "127.1", "0"];
  const addresses = [...hosts.map((host) => `http://${host}:${port}/canary`), `//127.0.0.1:${port}/canary`];
  try {
    for (const address of addresses) {
      const url = encodeURIComponent(address);
      expect(statusOf(await get(`/_next/image?url=${url}&w=640&q=75`)), address).toBe(404);
      for (const target of [
        `/?next=${url}`,
        `/sign-in?next=${url}&callbackUrl=${url}`,
        `/verify?url=${url}`,
        `/api/docs?url=${url}`,
      ])
        expect(await get(target), address).not.toMatch(/\nlocation: (http:)?\/\/(?!127\.0\.0\.1:\d+\/sign-in)/i);
      if (address.startsWith("//")) continue;
      const upgrade = "connection: upgrade\nupgrade: websocket\nsec-websocket-version: 13\nsec-websocket-key: AAAA";
      for (const host of [new URL(home()).host, `127.0.0.1:${port}`]) {
        expect(await raw(`GET ${address} HTTP/1.1\nhost: ${host}\nconnection: close\n\n`)).not.toContain("elsewhere");
        expect(await raw(`GET ${address} HTTP/1.1\nhost: ${host}\n${upgrade}\n\n`)).toBe("");
        expect(await raw(`CONNECT 127.0.0.1:${port} HTTP/1.1\nhost: ${host}\nconnection: close\n\n`)).toBe("");
      }
      await get("/products", {
        "x-forwarded-host": new URL(address).host,
        "x-forwarded-proto": "http",
        forwarded: `host=${new URL(address).host}`,
      });
      await get("/products", { "x-middleware-rewrite": address, "x-nextjs-rewrite": address, "next-url": address });
    }
    expect(statusOf(await get("/_next/image?url=%2Fapi%2Fhealth%2Flive&w=640&q=75"))).toBe(404);
  } finally {
    canary.close();
  }
  expect(asked).toEqual([]);
});

test("a malformed message to the renderer is refused, runs nothing and stops nobody else", async () => {
  const form = (fields: Record<string, string>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return body;
  };
  const gadget =
    '{"then":"$1:__proto__:then","status":"resolved_model","reason":-1,"value":"{\\"then\\":\\"$B0\\"}","_response":{"_prefix":"process.exit(7)//","_formData":{"get":"$1:constructor:constructor"}}}';
  const bodies: (BodyInit | undefined)[] = [
    form({ "0": gadget, "1": '"$@0"' }),
    form({ "0": '["$1:a:a"]', "1": "{}" }),
    form({ "0": '["$F1"]', "1": '{"id":"x","bound":null}' }),
    form({ $ACTION_ID_x: "", $ACTION_REF_1: "", "$ACTION_1:0": '{"id":"x","bound":"$@1"}' }),
    form({ "0": `${"[".repeat(20_000)}` }),
    form({ "0": '"$K1"', "0_1": "x" }),
    form({ "0": `["${"$Q1".repeat(500)}"]`, "1": '"$W0"' }),
    "0:[",
    "[",
    '["$undefined","$NaN","$-Infinity","$n99999999999999999999","$D2026"]',
    `["$n${"9".repeat(300_000)}"]`,
    "\0\0\0",
    undefined,
  ];
  for (const [at, body] of bodies.entries()) {
    for (const action of ["x", "7f".repeat(21), "__proto__"]) {
      const headers: Record<string, string> = { "next-action": action, origin: home(), accept: "text/x-component" };
      if (typeof body === "string") headers["content-type"] = "text/plain;charset=UTF-8";
      const answer = await fetch(`${home()}/sign-in`, { method: "POST", headers, body, redirect: "manual" });
      const text = await answer.text();
      expect([at, action, answer.status >= 400 && answer.status < 500]).toEqual([at, action, true]);
      expect(text).not.toMatch(/node_modules|\bat .*:\d+:\d+/);
    }
  }
  expect(statusOf(await get("/api/health/ready"))).toBe(200);
});
