import { beforeAll, describe, expect, it } from "vitest";
import {
  auditTrailSchema,
  maturitySchema,
  productSchema,
  productsSchema,
  responsesSchema,
  savedResponseSchema,
} from "@/app/_http/openapi/answers";
import { databaseHealthSchema } from "@/app/_http/openapi/service-answers";
import { problemSchema } from "@/app/_http/problem";
import { addProduct, questionsOf } from "@/e2e/support/assessed";
import { useFrontDoor } from "@/e2e/support/front-door";
import { call, makeCookie, makeKey, type Call } from "@/e2e/support/outside-caller";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { closePool } from "@/lib/kernel/database";
import { routes } from "@/server/routes.generated";

const world = useWorld();
useStore();
const door = useFrontDoor();
let key: string;
let superuserKey: string;
let product: { id: number; versionId: number };
let questions: Awaited<ReturnType<typeof questionsOf>>;

beforeAll(async () => {
  key = await makeKey(world, world.client);
  superuserKey = await makeKey(world, world.superuser);
  product = await addProduct(world);
  questions = await questionsOf(world, product.versionId);
  for (const question of questions.slice(0, 5)) await save(question.id, "B");
});

const get = (path: string, options: Call = {}) => call(door, "GET", path, { key, ...options });
const save = (questionId: number, answer: string, options: Call = {}) =>
  call(door, "POST", "/api/save_response", {
    key,
    json: { product_id: product.id, question_id: questionId, answer },
    ...options,
  });

describe("the four endpoints", () => {
  it("save and answer as documented", async () => {
    const { status, body } = await save(questions[0]!.id, "C");
    expect(status).toBe(200);
    expect(savedResponseSchema.parse(body)).toMatchObject({ maturity_score: 3, version: 2, created: false });
  });

  it("list the answers newest first, by pages, and say when nothing changed", async () => {
    const all = await get(`/api/get_responses/${product.id}`);
    const { responses } = responsesSchema.parse(all.body);
    expect(responses).toHaveLength(5);
    expect(responses[0]).toMatchObject({
      question_id: questions[0]!.id,
      maturity_score: 3,
      version: 2,
      status: "draft",
    });
    const paged: number[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const page = await get(`/api/get_responses/${product.id}?limit=2&cursor=${cursor}`);
      paged.push(...page.body.responses.map(({ id }: { id: number }) => id));
      cursor = page.body.next_cursor as string | null;
    }
    expect(paged).toEqual(responses.map(({ id }) => id));
    const etag = all.headers.get("etag")!;
    const again = await get(`/api/get_responses/${product.id}`, { headers: { "if-none-match": `"other", W/${etag}` } });
    expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", etag]);
    expect(again.headers.get("cache-control")).toBe("private, no-cache");
    const drafts = await get(`/api/get_responses/${product.id}?status=approved`);
    expect(drafts.body).toEqual({ responses: [], next_cursor: null });
  });

  it("score the answers", async () => {
    const { status, body } = await get(`/api/maturity_scores/${product.id}/${world.client.id}`);
    expect(status).toBe(200);
    expect(maturitySchema.parse(body)).toMatchObject({ product_id: product.id, overall_score: 2.2, target: 3.5 });
  });

  it("show the trail to superusers alone", async () => {
    const { status, body } = await get("/api/audit_trail?table_name=questionnaire_responses&limit=2", {
      key: superuserKey,
    });
    expect(status).toBe(200);
    const { audit_entries, next_cursor } = auditTrailSchema.parse(body);
    expect(audit_entries.map(({ action }) => action)).toEqual(["UPDATE", "INSERT"]);
    const next = await get(`/api/audit_trail?table_name=questionnaire_responses&limit=2&cursor=${next_cursor}`, {
      key: superuserKey,
    });
    expect(next.body.audit_entries[0].id).toBeLessThan(audit_entries[1]!.id);
    expect((await get("/api/audit_trail")).status).toBe(403);
  });
});

describe("products", () => {
  it("are added and found", async () => {
    const json = { name: "Orders", url: "https://orders.example", target_level: 4 };
    const added = await call(door, "POST", "/api/v1/products", { key, json });
    expect(added.status).toBe(201);
    expect(productSchema.parse(added.body)).toMatchObject({
      name: "Orders",
      owner_id: world.client.id,
      status: "not_started",
    });
    const { products } = productsSchema.parse((await get("/api/v1/products?q=ord")).body);
    expect(products.map(({ id }) => id)).toEqual([added.body.id]);
    const again = await call(door, "POST", "/api/v1/products", { key, json });
    expect([again.status, again.body.errors[0].path]).toEqual([422, "name"]);
  });
});

describe("health", () => {
  it("shows everyone a bare status, and the details to superusers", async () => {
    for (const path of ["/api/health/ready", "/api/health/database"]) {
      expect((await get(path, { key: undefined })).body).toEqual({ status: "ready" });
    }
    expect((await get("/api/health/database")).body).toEqual({ status: "ready" });
    const { body } = await get("/api/health/database", { key: superuserKey });
    expect(databaseHealthSchema.parse(body)).toHaveProperty("migrations.applied");
    const narrow = await makeKey(world, world.superuser, ["products:read"]);
    expect((await get("/api/health/database", { key: narrow })).body).toEqual({ status: "ready" });
  });

  it("says when the database is away, and comes back with it", async () => {
    const away = "postgres://nobody@127.0.0.1:1/none";
    await closePool();
    process.env.DATABASE_APP_URL = away;
    try {
      for (const answer of [
        await get("/api/health/ready"),
        await get("/api/health/database"),
        await save(questions[0]!.id, "D"),
        await get(`/api/get_responses/${product.id}`),
      ]) {
        expect([answer.status, answer.body.code]).toEqual([503, "unavailable"]);
        expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
      }
      expect((await get("/api/health/live")).body).toEqual({ status: "live" });
    } finally {
      await closePool();
      process.env.DATABASE_APP_URL = world.database.appUrl;
    }
    expect((await get("/api/health/ready")).status).toBe(200);
  });
});

describe("refusals", () => {
  const json = (text: string): Call => ({ body: text, headers: { "content-type": "application/json" } });
  const deep = `{"a":${"[".repeat(40)}${"]".repeat(40)}}`;

  it.each<[string, string, string, Call, number, string]>([
    ["unknown address", "GET", "/api/nothing", {}, 404, "not_found"],
    ["unknown address below a known one", "GET", "/api/save_response/1", {}, 404, "not_found"],
    ["method", "GET", "/api/save_response", {}, 405, "method_not_allowed"],
    ["method few know", "PROPFIND", "/api/save_response", {}, 405, "method_not_allowed"],
    ["no key", "GET", "/api/v1/products", { key: "" }, 401, "unauthenticated"],
    [
      "no Bearer",
      "GET",
      "/api/v1/products",
      { key: "", headers: { authorization: "Basic eDp5" } },
      401,
      "unauthenticated",
    ],
    ["key in the address", "GET", "/api/v1/products?key=x", { key: "" }, 401, "unauthenticated"],
    ["misspelt key", "GET", "/api/v1/products", { key: "ssk_abc" }, 401, "unauthenticated"],
    ["path value", "GET", "/api/get_responses/abc", {}, 400, "malformed"],
    ["path value with NUL", "GET", "/api/get_responses/1%00", {}, 400, "malformed"],
    ["broken escape", "GET", "/api/get_responses/1?section=%ff%zz", {}, 400, "malformed"],
    ["large path value", "GET", "/api/get_responses/99999999999999999999", {}, 400, "malformed"],
    ["query value", "GET", "/api/v1/products?limit=none", {}, 400, "malformed"],
    ["query limit", "GET", "/api/v1/products?limit=0", {}, 400, "malformed"],
    ["query twice", "GET", "/api/v1/products?limit=1&limit=2", {}, 400, "malformed"],
    ["cursor", "GET", "/api/v1/products?cursor=nonsense", {}, 400, "malformed"],
    ["time", "GET", "/api/get_responses/1?updated_since=yesterday", {}, 400, "malformed"],
    ["JSON", "POST", "/api/save_response", json('{"product_id":'), 400, "malformed"],
    ["array", "POST", "/api/save_response", json("[]"), 400, "malformed"],
    ["empty body", "POST", "/api/save_response", json(""), 400, "malformed"],
    ["depth", "POST", "/api/save_response", json(deep), 400, "malformed"],
    ["prototype", "POST", "/api/save_response", json('{"__proto__":{"role":"superuser"}}'), 400, "malformed"],
    ["name twice", "POST", "/api/save_response", json('{"answer":"A","\\u0061nswer":"B"}'), 400, "malformed"],
    [
      "not UTF-8",
      "POST",
      "/api/save_response",
      { ...json(""), body: Buffer.from([123, 34, 255, 34, 125]) },
      400,
      "malformed",
    ],
    ["size", "POST", "/api/save_response", json(JSON.stringify({ answer: "x".repeat(1_100_000) })), 413, "too_large"],
    [
      "type",
      "POST",
      "/api/save_response",
      { body: "<a/>", headers: { "content-type": "text/xml" } },
      415,
      "unsupported_media_type",
    ],
    ["no type", "POST", "/api/v1/products", { body: new Blob(["{}"]) }, 415, "unsupported_media_type"],
    [
      "compression",
      "POST",
      "/api/save_response",
      { json: {}, headers: { "content-encoding": "gzip" } },
      415,
      "unsupported_media_type",
    ],
    [
      "charset",
      "POST",
      "/api/save_response",
      { body: "{}", headers: { "content-type": "application/json; charset=utf-16" } },
      415,
      "unsupported_media_type",
    ],
    ["nothing in it", "POST", "/api/save_response", json("{}"), 422, "invalid"],
    ["NUL", "POST", "/api/v1/products", { json: { name: "a\0b" } }, 422, "invalid"],
    [
      "infinity",
      "POST",
      "/api/save_response",
      json('{"product_id":1e999,"question_id":1,"answer":"A"}'),
      422,
      "invalid",
    ],
    [
      "product of nobody",
      "POST",
      "/api/save_response",
      { json: { product_id: 2_000_000_000, question: "?", answer: "A" } },
      404,
      "not_found",
    ],
  ])("%s", async (_what, method, path, options, status, code) => {
    const answer = await call(door, method, path, { key: options.key === "" ? undefined : key, ...options });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/problem+json"]);
    const problem = problemSchema.parse(answer.body);
    expect(problem).toMatchObject({ status, code, type: `/api/docs#${code}`, instance: path.split("?")[0] });
    expect(problem.error).toBe(problem.detail);
    expect(problem.request_id).toBe(answer.headers.get("x-request-id"));
    expect(answer.text).not.toMatch(/node_modules|at \w+ \(|select |insert /i);
    if (status === 405) expect(answer.headers.get("allow")).toBe("POST, OPTIONS");
    if (status === 401) expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });

  it("names every field that is wrong", async () => {
    const { body } = await call(door, "POST", "/api/save_response", {
      key,
      json: { product_id: "x", maturity_score: 9 },
    });
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(
      expect.arrayContaining(["maturity_score", "product_id"]),
    );
  });

  it("tells a locked answer and a stale version apart", async () => {
    const question = questions[10]!;
    await save(question.id, "A");
    const stale = await call(door, "POST", "/api/save_response", {
      key,
      json: { product_id: product.id, question_id: question.id, answer: "B", version: 7 },
    });
    expect([stale.status, stale.body.code]).toEqual([409, "stale_version"]);
    await world.sql(
      "update questionnaire_responses set status = 'approved' where product_id = $1 and question_id = $2",
      [product.id, question.id],
    );
    const locked = await save(question.id, "B");
    expect([locked.status, locked.body.code]).toEqual([409, "locked"]);
  });

  it("ignores what a caller may not set", async () => {
    const json = {
      organization_id: world.other,
      role: "superuser",
      status: "approved",
      approved_by: 1,
      user_role: "lead",
    };
    const saved = await save(questions[11]!.id, "A", {
      json: {
        product_id: product.id,
        question_id: questions[11]!.id,
        answer: "A",
        ...json,
        id: 1,
        answered_by: world.lead.id,
      },
    });
    expect([saved.status, saved.body.status]).toEqual([201, "draft"]);
    const foreign = await call(door, "POST", "/api/v1/products", { key, json: { ...json, name: "Not there" } });
    expect(foreign.status).toBe(404);
  });
});

describe("a browser's session", () => {
  const evil = "http://evil.test";
  let cookie: string;
  beforeAll(async () => {
    cookie = await makeCookie(world, world.client);
  });

  it("reads, and writes from our own pages", async () => {
    expect((await get("/api/v1/products", { key: undefined, cookie })).status).toBe(200);
    const ours: Record<string, string>[] = [
      { origin: "http://securesphere.test" },
      { origin: "http://securesphere.test", "x-forwarded-host": "evil.test" },
    ];
    for (const headers of ours) {
      expect((await save(questions[20]!.id, "A", { key: undefined, cookie, headers })).status).toBeLessThan(300);
    }
  });

  it.each<[string, Record<string, string>]>([
    ["another origin", { origin: evil }],
    ["no origin", {}],
    ["the null origin", { origin: "null" }],
    ["a forwarded host", { origin: evil, "x-forwarded-host": "evil.test", "x-forwarded-proto": "http" }],
    ["a host that agrees", { origin: evil, host: "evil.test" }],
    ["our name with another port", { origin: "http://securesphere.test:8080" }],
    ["our name with another scheme", { origin: "https://securesphere.test" }],
    ["a name that begins like ours", { origin: "http://securesphere.test.evil.test" }],
    ["a cross-site fetch", { "sec-fetch-site": "cross-site" }],
    ["a same-site fetch", { "sec-fetch-site": "same-site" }],
    ["an override of the method", { "x-http-method-override": "GET", origin: evil }],
  ])("does not write for %s", async (_what, headers) => {
    const before = await world.sql("select version from questionnaire_responses where product_id = $1 order by id", [
      product.id,
    ]);
    const fields = { product_id: String(product.id), question_id: String(questions[20]!.id), answer: "E" };
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const bodies: Call[] = [
      { json: fields },
      { body: new URLSearchParams(fields) },
      { body: form },
      { body: JSON.stringify(fields), headers: { "content-type": "text/plain" } },
    ];
    for (const body of bodies) {
      const answer = await call(door, "POST", "/api/save_response", {
        cookie,
        ...body,
        headers: { ...body.headers, ...headers },
      });
      expect([answer.status, answer.body.code]).toEqual([403, "forbidden"]);
    }
    expect(
      await world.sql("select version from questionnaire_responses where product_id = $1 order by id", [product.id]),
    ).toEqual(before);
  });
});

describe("every answer", () => {
  it("carries its id, its limit and its guards, and is nobody else's to keep", async () => {
    for (const path of [
      "/api/v1/products",
      `/api/get_responses/${product.id}`,
      `/api/maturity_scores/${product.id}/${world.client.id}`,
      "/api/audit_trail",
      "/api/health/database",
      "/api/nothing",
      "/api/save_response.css",
    ]) {
      const { headers } = await get(path, { headers: { "x-request-id": "mine.1" } });
      expect([path, headers.get("x-request-id")]).toEqual([path, "mine.1"]);
      expect(headers.get("cache-control")).toMatch(/^private, no-(store|cache)$/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("ratelimit-policy")).toMatch(/^"default";q=\d+;w=60$/);
      expect(headers.get("ratelimit")).toMatch(/^"default";r=\d+;t=\d+$/);
      expect(headers.get("access-control-allow-origin")).toBeNull();
      expect(headers.get("x-powered-by")).toBeNull();
    }
  });

  it("answers OPTIONS with the methods that are served", async () => {
    const { status, headers } = await call(door, "OPTIONS", "/api/v1/products");
    expect([status, headers.get("allow")]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
  });

  it.each(routes.map(({ pattern }) => pattern))("says of %s which methods are served", async (pattern) => {
    const address = pattern.replace(/\[(\.\.\.)?\w+\]/g, "1");
    const options = await call(door, "OPTIONS", address);
    if (pattern === "/api/[...path]") return expect(options.status).toBe(404);
    const allow = options.headers.get("allow")!.split(", ");
    expect([options.status, options.text]).toEqual([204, ""]);
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "PROPFIND"]) {
      if (allow.includes(method)) continue;
      const refused = await call(door, method, address, { key });
      expect([method, refused.status, refused.headers.get("allow")]).toEqual([method, 405, allow.join(", ")]);
    }
  });

  it("answers HEAD as GET, without the body", async () => {
    const { status, text, headers } = await call(door, "HEAD", "/api/v1/products", { key });
    expect([status, text, headers.get("content-type")]).toEqual([200, "", "application/json"]);
  });
});
