import { expect, test } from "@playwright/test";

import { encodeCursor } from "@/lib/kernel/cursor";
import { png } from "../support/files";
import { runCommand, startNextDoor } from "../support/next-door";

/*
 * One handler, two doors: what the front of production answers, Next's own route handlers answer to the byte.
 */
let front: string;
let next: Awaited<ReturnType<typeof startNextDoor>>;
let key: string;
let superuserKey: string;
let product: number;
let user: number;

const makeKey = (user: string, scopes: string) =>
  runCommand<{ key: string }>(["api-key", "create", "--user", user, "--scopes", scopes]).key;

test.beforeAll(async () => {
  front = process.env.SECURESPHERE_E2E_URL!;
  key = makeKey(
    "client@demo.test",
    "products:read,products:write,responses:read,responses:write,scores:read,comments:read,comments:write",
  );
  superuserKey = makeKey("superuser@demo.test", "audit:read,stats:read");
  const listed = await fetch(`${front}/api/v1/products`, { headers: { authorization: `Bearer ${key}` } });
  const products = ((await listed.json()) as { products: { id: number; owner_id: number; status: string }[] }).products;
  const chosen = products.find(({ status }) => status === "in_progress")!;
  [product, user] = [chosen.id, chosen.owner_id];
  next = await startNextDoor(front);
});
test.afterAll(() => next?.stop());

/** What may differ between two calls at all, or between two servers, is not compared. */
const COMPARED = [
  ...[
    "content-type",
    "cache-control",
    "etag",
    "allow",
    "www-authenticate",
    "content-disposition",
    "retry-after",
    "location",
  ],
  ...[
    "x-content-type-options",
    "content-security-policy",
    "cross-origin-resource-policy",
    "referrer-policy",
    "x-request-id",
  ],
  ...["ratelimit-policy", "access-control-allow-origin", "x-powered-by", "strict-transport-security"],
];

async function answerOf(door: string, method: string, path: string, init: RequestInit) {
  const headers = {
    authorization: `Bearer ${key}`,
    "x-request-id": "two-doors",
    ...(init.headers as Record<string, string>),
  };
  const response = await fetch(door + path, { method, ...init, headers, redirect: "manual" });
  return {
    status: response.status,
    headers: Object.fromEntries(COMPARED.map((name) => [name, response.headers.get(name)])),
    body: Buffer.from(await response.arrayBuffer()).toString("latin1"),
  };
}

const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  body: typeof body === "string" ? body : JSON.stringify(body),
  headers: { "content-type": "application/json", ...headers },
});
const own = (headers: Record<string, string>): RequestInit => ({ headers });
const free = { question: "Do both doors answer alike?", dimension: "Doors", answer: "They are documented." };

function form(entries: Record<string, string>, ...files: string[]): FormData {
  const data = new FormData();
  for (const file of files) data.append("evidence", new Blob([new Uint8Array(png(7))]), file);
  for (const [name, value] of Object.entries(entries)) data.set(name, value);
  return data;
}

const corpus: [string, string, (() => RequestInit)?][] = [
  ["GET", "/api/v1/products"],
  ["GET", "/api/v1/products?limit=2&q=portal"],
  ["HEAD", "/api/v1/products"],
  ["OPTIONS", "/api/v1/products"],
  ["DELETE", "/api/v1/products"],
  ["GET", "/api/v1/products?limit=x"],
  ["GET", "/api/v1/products?limit=1&limit=2"],
  ["GET", "/api/get_responses/PRODUCT?limit=3"],
  ["GET", "/api/get_responses/PRODUCT?section=Build%20and%20Deployment"],
  ["GET", "/api/get_responses/PRODUCT", () => own({ "if-none-match": "*" })],
  ["GET", "/api/get_responses/999999999"],
  ["GET", "/api/get_responses/abc"],
  ["GET", "/api/get_responses/PRODUCT/more"],
  ["GET", "/api/maturity_scores/PRODUCT/USER"],
  ["GET", "/api/maturity_scores/PRODUCT/0"],
  ["GET", "/api/audit_trail"],
  ["GET", "/api/audit_trail?limit=2&to=2026-01-01", () => own({ authorization: `Bearer ${superuserKey}` })],
  ["GET", "/api/health/live"],
  ["GET", "/api/health/ready"],
  ["GET", "/api/health/database"],
  ["GET", "/api/openapi.json"],
  ["GET", "/api/docs"],
  ["GET", "/api/docs/swagger-ui.css"],
  ["GET", "/api/docs/nothing.js"],
  ["GET", "/api/nothing"],
  ["POST", "/api/nothing/at/all", () => json({})],
  ["GET", "/api/v1/products", () => own({ authorization: "Bearer nonsense" })],
  ["GET", "/api/v1/products", () => own({ authorization: "" })],
  ["GET", "/api/save_response"],
  ["POST", "/api/save_response", () => json("{")],
  ["POST", "/api/save_response", () => json('{"answer":"A","answer":"B"}')],
  ["POST", "/api/save_response", () => json({})],
  ["POST", "/api/save_response", () => json("x".repeat(1_100_000))],
  ["POST", "/api/save_response", () => ({ body: "x", headers: { "content-type": "text/plain" } })],
  ["POST", "/api/save_response", () => json({ product_id: product, ...free }, { "idempotency-key": "doors-json" })],
  ["POST", "/api/save_response", () => json({ product_id: product, ...free })],
  ["POST", "/api/save_response", () => ({ body: new URLSearchParams({ product_id: String(product), ...free }) })],
  [
    "POST",
    "/api/save_response",
    () => ({
      body: form({ product_id: String(product), ...free, question: "With files?" }, "a.png", "b.png"),
      headers: { "idempotency-key": "doors-form" },
    }),
  ],
  ["POST", "/api/save_response", () => ({ body: form({ product_id: String(product), ...free }, "a.exe") })],
  ["POST", "/api/v1/products", () => json({ name: "Two doors" }, { "idempotency-key": "doors-product" })],
  ["POST", "/api/v1/products", () => json({ name: "" })],
  ["GET", "/api/v1/products/PRODUCT"],
  ["GET", "/api/v1/products/PRODUCT", () => own({ "if-none-match": "*" })],
  ["GET", "/api/v1/products/first"],
  ["OPTIONS", "/api/v1/products/PRODUCT"],
  ["POST", "/api/v1/products/PRODUCT", () => json({})],
  ["PATCH", "/api/v1/products/PRODUCT", () => json({ language: "Go" })],
  ["PATCH", "/api/v1/products/PRODUCT", () => json({ language: "Go" }, { "if-match": '"1"' })],
  [
    "PATCH",
    "/api/v1/products/PRODUCT",
    () => json({ language: "Go" }, { "if-match": "*", "idempotency-key": "doors-patch" }),
  ],
  ["GET", "/api/v1/comments?product_id=PRODUCT&limit=2"],
  ["GET", "/api/v1/comments"],
  [
    "POST",
    "/api/v1/comments",
    () => json({ product_id: product, comment: "Both doors?" }, { "idempotency-key": "doors-comment" }),
  ],
  ["POST", "/api/v1/comments", () => json({ product_id: product })],
  // Before a time: other tests make notifications meanwhile.
  ["GET", `/api/v1/notifications?cursor=${encodeCursor(["2001-01-01T00:00:00.000Z", 1])}`],
  ["GET", "/api/v1/notifications?cursor=none"],
  ["DELETE", "/api/v1/notifications"],
];

for (const [index, [method, path, init]] of corpus.entries()) {
  test(`${index + 1}: ${method} ${path}`, async () => {
    const address = path.replace("PRODUCT", String(product)).replace("USER", String(user));
    const atFront = await answerOf(front, method, address, init?.() ?? {});
    const atNext = await answerOf(next.url, method, address, init?.() ?? {});
    expect(atNext).toEqual(atFront);
    expect(atFront.status).toBeLessThan(500);
  });
}
