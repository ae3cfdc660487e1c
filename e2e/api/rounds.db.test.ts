import { beforeAll, describe, expect, it } from "vitest";
import {
  roundSchema,
  roundsSchema,
  snapshotSchema,
  snapshotsSchema,
  startedRoundSchema,
  verificationSchema,
} from "@/app/_http/openapi/round-answers";
import { addSubmitted } from "@/e2e/support/answered";
import { useFrontDoor } from "@/e2e/support/front-door";
import { call, makeKey, type Call } from "@/e2e/support/outside-caller";
import { useWorld } from "@/e2e/support/world";

const world = useWorld();
const door = useFrontDoor();
let key: Call;

beforeAll(async () => {
  key = { key: await makeKey(world, world.client) };
});

describe("rounds and snapshots over the API", () => {
  it("run through a round as the document says", async () => {
    const product = await addSubmitted(world, 3);
    const base = `/api/v1/products/${product.id}`;
    const closed = await call(door, "POST", `${base}/rounds/1/close`, key);
    expect(closed.status).toBe(200);
    expect(roundSchema.parse(closed.body)).toMatchObject({ number: 1, open: false, overall_score: 2 });
    const refused = await call(door, "POST", "/api/save_response", {
      ...key,
      json: { product_id: product.id, question_id: product.questions[0]!.id, answer: "D" },
    });
    expect([refused.status, refused.body.code]).toEqual([409, "locked"]);
    expect(refused.body.detail).toContain("round is closed");

    const again = { ...key, headers: { "idempotency-key": `start-${product.id}` }, json: { name: "Second" } };
    const started = await call(door, "POST", `${base}/rounds`, again);
    expect(started.status).toBe(201);
    expect(startedRoundSchema.parse(started.body)).toMatchObject({ number: 2, name: "Second", carried_over: 3 });
    expect((await call(door, "POST", `${base}/rounds`, again)).body).toEqual(started.body);
    const listed = await call(door, "GET", `${base}/rounds?limit=1`, key);
    expect(roundsSchema.parse(listed.body).rounds[0]!.number).toBe(2);
    expect((await call(door, "GET", base, key)).body).toMatchObject({ round: 2, round_closed: false });

    const { body } = await call(door, "GET", `${base}/snapshots`, key);
    const { snapshots } = snapshotsSchema.parse(body);
    expect(snapshots.map(({ cause }) => cause)).toEqual(["close", "submit"]);
    const path = `${base}/snapshots/${snapshots[0]!.id}`;
    const read = await call(door, "GET", path, key);
    expect(snapshotSchema.parse(read.body)).toMatchObject({ unaltered: true });
    const known = await call(door, "GET", path, { ...key, headers: { "if-none-match": read.headers.get("etag")! } });
    expect(known.status).toBe(304);
    const verified = await call(door, "GET", `${path}/verification`, key);
    expect(verificationSchema.parse(verified.body)).toMatchObject({ state: "unaltered", altered: [] });
    expect((await call(door, "GET", `${base}/snapshots?cursor=x`, key)).status).toBe(400);
  });
});
