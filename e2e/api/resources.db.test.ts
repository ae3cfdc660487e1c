import { beforeAll, describe, expect, it } from "vitest";
import { productSchema } from "@/app/_http/openapi/answers";
import { commentsSchema, notificationsSchema, savedCommentSchema } from "@/app/_http/openapi/comment-answers";
import { problemSchema } from "@/app/_http/problem";
import { addSubmitted } from "@/e2e/support/answered";
import { useFrontDoor } from "@/e2e/support/front-door";
import { call, makeCookie, makeKey } from "@/e2e/support/outside-caller";
import { anonymous, useWorld } from "@/e2e/support/world";
import { publishBuiltInQuestionnaire } from "@/lib/assessment/publish-built-in-questionnaire";
import { forgetQuestionnaires } from "@/lib/assessment/questionnaire";

/* The resources under /api/v1, as an outside client meets them. */

const world = useWorld();
const door = useFrontDoor();
let key: string;
let leadKey: string;

beforeAll(async () => {
  key = await makeKey(world, world.client);
  leadKey = await makeKey(world, world.lead);
  forgetQuestionnaires();
  await publishBuiltInQuestionnaire(anonymous, {});
});

const get = (path: string, headers = {}, as = key) => call(door, "GET", path, { key: as, headers });
const post = (path: string, json: unknown, headers = {}, as = key) =>
  call(door, "POST", path, { key: as, json, headers });
const patch = (path: string, json: unknown, headers = {}) => call(door, "PATCH", path, { key, json, headers });

async function addProduct(name: string) {
  const { status, body, headers } = await post("/api/v1/products", { name });
  expect([status, headers.get("location")]).toEqual([201, `/api/v1/products/${body.id}`]);
  return { path: headers.get("location")!, body, etag: headers.get("etag")! };
}

describe("a product", () => {
  it("is read at the address that its making names, and not again while it stays as it is", async () => {
    const { path, body, etag } = await addProduct("Orders");
    const read = await get(path);
    expect([read.status, read.headers.get("etag")]).toEqual([200, etag]);
    expect(productSchema.parse(read.body)).toEqual(body);
    const again = await get(path, { "if-none-match": etag });
    expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", etag]);
    expect((await get("/api/v1/products/2000000000")).status).toBe(404);
    expect((await get("/api/v1/products/first")).status).toBe(400);
  });

  it("is changed by who saw it as it is, and by nobody else", async () => {
    const { path, etag } = await addProduct("Payments");
    const changed = await patch(path, { name: "Payments 2", target_level: 4 }, { "if-match": etag });
    expect([changed.status, productSchema.parse(changed.body)]).toMatchObject([
      200,
      { name: "Payments 2", target_level: 4 },
    ]);
    const read = await get(path);
    expect(read.body).toEqual(changed.body);
    expect(read.headers.get("etag")).toBe(changed.headers.get("etag"));

    const late = await patch(path, { name: "Too late" }, { "if-match": etag });
    expect(late.body).toMatchObject({ code: "precondition_failed", current: { name: "Payments 2" } });
    const without = await patch(path, { name: "Unseen" });
    const foreign = ["W/" + read.headers.get("etag"), '"2"', "2", '"99999999999-AAAAAAAAAAAAAAAAAAAAAA"', "", ","];
    const strange = await Promise.all(foreign.map((tag) => patch(path, { name: "Strange" }, { "if-match": tag })));
    expect([late, ...strange].map(({ status }) => status)).toEqual(Array(foreign.length + 1).fill(412));
    expect([without.status, without.body.code]).toEqual([428, "precondition_required"]);
    for (const { body } of [late, without, ...strange]) problemSchema.parse(body);
    expect((await get(path)).body.name).toBe("Payments 2");

    const several = `${etag}, ${read.headers.get("etag")}`;
    expect((await patch(path, { language: "Go" }, { "if-match": several })).status).toBe(200);
    expect((await patch(path, { language: "Rust" }, { "if-match": "*" })).body).toMatchObject({ version: 4 });
  });

  it("lets one of twenty win who change it at once", async () => {
    const { path, etag } = await addProduct("Contested");
    const names = Array.from({ length: 20 }, (_, at) => `Name ${at}`);
    const all = await Promise.all(names.map((name) => patch(path, { name }, { "if-match": etag })));
    expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(412)]);
    expect((await get(path)).body).toMatchObject({
      name: all.find(({ status }) => status === 200)!.body.name,
      version: 2,
    });
  });

  it("is not made stale by the answers about it, though its figures change", async () => {
    const { path, body, etag } = await addProduct("Answered");
    await post("/api/save_response", {
      product_id: body.id,
      question: "Is there a plan?",
      answer: "Yes",
      maturity_score: 4,
    });
    const read = await get(path, { "if-none-match": etag });
    expect([read.status, read.body.overall_score]).toEqual([200, 4]);
    expect((await patch(path, { description: "Answered." }, { "if-match": etag })).status).toBe(200);
  });

  it("keeps its bounds, whatever else a body says", async () => {
    const { path, body, etag } = await addProduct("Bounds");
    const { status, body: problem } = await patch(path, { target_level: 9, url: "javascript:1" }, { "if-match": etag });
    expect([status, problem.errors.map(({ path }: { path: string }) => path).sort()]).toEqual([
      422,
      ["target_level", "url"],
    ]);
    const json = { organization_id: world.other, product_id: 1, version: 99, status: "completed", overall_score: 5 };
    const tried = await patch(path, json, { "if-match": etag });
    expect(tried.body).toMatchObject({ id: body.id, organization_id: world.acme, status: "not_started", version: 2 });
  });
});

describe("comments", () => {
  it("are said and listed, newest first, page by page", async () => {
    const product = await addSubmitted(world, 1);
    const place = { product_id: product.id, response_id: product.responses[0]! };
    const asked = await post("/api/v1/comments", { ...place, comment: "Who signs?" }, {}, leadKey);
    expect([asked.status, savedCommentSchema.parse(asked.body)]).toMatchObject([
      201,
      { user_id: world.lead.id, role: "lead", response_status: "submitted", response_version: 2 },
    ]);
    const reply = await post("/api/v1/comments", { ...place, comment: "Dana.", parent_comment_id: asked.body.id });
    const about = await post("/api/v1/comments", { product_id: product.id, comment: "About all of it" });
    const verdict = { ...place, comment: "Fine", status: "approved", response_version: 2 };
    const judged = await post("/api/v1/comments", verdict, {}, leadKey);
    expect([judged.status, judged.body.response_status]).toEqual([201, "approved"]);
    expect((await post("/api/v1/comments", verdict)).status).toBe(403);
    expect((await post("/api/v1/comments", verdict, {}, leadKey)).body.code).toBe("conflict");

    const paged: number[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const page = await get(`/api/v1/comments?product_id=${product.id}&limit=3&cursor=${cursor}`);
      const { comments } = commentsSchema.parse(page.body);
      paged.push(...comments.map(({ id }) => id));
      cursor = page.body.next_cursor as string | null;
    }
    expect(paged).toEqual([judged, about, reply, asked].map(({ body }) => body.id));
    expect((await get("/api/v1/comments")).body.errors).toMatchObject([{ path: "product_id" }]);
  });

  it("are said once, however often a call is repeated", async () => {
    const { body } = await addProduct("Discussed");
    const json = { product_id: body.id, comment: "Once" };
    const twice = await Promise.all([1, 2].map(() => post("/api/v1/comments", json, { "idempotency-key": "said" })));
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    expect(twice[0]!.text).toBe(twice[1]!.text);
    expect((await get(`/api/v1/comments?product_id=${body.id}`)).body.comments).toHaveLength(1);
    const other = await post("/api/v1/comments", { ...json, comment: "Twice" }, { "idempotency-key": "said" });
    expect(other.status).toBe(422);
  });
});

describe("notifications", () => {
  it("are the caller's own, newest first, page by page, for keys and sessions", async () => {
    const product = await addSubmitted(world, 2);
    for (const response_id of product.responses) {
      await post(
        "/api/v1/comments",
        { product_id: product.id, response_id, comment: `On ${response_id}` },
        {},
        leadKey,
      );
    }
    const first = await get("/api/v1/notifications?unread=true&limit=1");
    const { notifications, next_cursor } = notificationsSchema.parse(first.body);
    expect(notifications).toMatchObject([{ detail: `On ${product.responses[1]}`, actor: "lead Test", read: false }]);
    const second = await get(`/api/v1/notifications?unread=true&limit=1&cursor=${next_cursor}`);
    expect(second.body.notifications).toMatchObject([{ detail: `On ${product.responses[0]}` }]);
    const cookie = await makeCookie(world, world.stranger);
    const foreign = await call(door, "GET", "/api/v1/notifications", { cookie });
    expect([foreign.status, foreign.body]).toEqual([200, { notifications: [], next_cursor: null }]);
    const narrow = await makeKey(world, world.client, ["products:read"]);
    expect((await get("/api/v1/notifications", {}, narrow)).body.detail).toContain("comments:read");
  });
});
