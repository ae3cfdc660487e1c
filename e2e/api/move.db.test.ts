import { beforeAll, describe, expect, it } from "vitest";
import { movePreviewSchema, productMoveSchema } from "@/app/_http/openapi/move-answers";
import { snapshotsSchema } from "@/app/_http/openapi/round-answers";
import { useFrontDoor } from "@/e2e/support/front-door";
import { addMovable, newQuestionnaire, stages } from "@/e2e/support/moving";
import { call, makeKey, type Call } from "@/e2e/support/outside-caller";
import { useWorld } from "@/e2e/support/world";

const world = useWorld();
const door = useFrontDoor();
let key: Call;

beforeAll(async () => {
  key = { key: await makeKey(world, world.client) };
});

describe("a move over the API", () => {
  it("is previewed, done once, and answers as the document says", async () => {
    const questionnaire = newQuestionnaire(world);
    const asked = { code: "A", text: "Is it asked?", options: stages(0, 5) };
    const from = await questionnaire.publish("1", [asked, { ...asked, code: "B", text: "And this?" }]);
    const product = await addMovable(world, from, await questionnaire.questionIds(from));
    await product.answer("A", { answer: "Stage B" });
    await product.answer("B", { answer: "Stage B" });
    const path = `/api/v1/products/${product.id}/move`;
    const none = movePreviewSchema.parse((await call(door, "GET", path, key)).body);
    expect([none.to, none.move]).toEqual([null, null]);

    const to = await questionnaire.publish("2", [{ ...asked, text: "Is it asked otherwise?" }]);
    const { move } = movePreviewSchema.parse((await call(door, "GET", path, key)).body);
    expect(move).toMatchObject({
      counts: { keep: 0, ask_again: 1, drop: 1, added: 0 },
      ask_again: [{ why: ["question"] }],
    });
    const stale = await call(door, "POST", path, { ...key, json: { state: "another" } });
    expect([stale.status, stale.body.code]).toEqual([409, "conflict"]);
    const wrong = await call(door, "POST", path, { ...key, json: { questionnaire_version_id: 2_000_000_000 } });
    expect([wrong.status, wrong.body.code]).toEqual([422, "invalid"]);
    const done = await call(door, "POST", path, { ...key, json: { questionnaire_version_id: to, state: move!.state } });
    expect(productMoveSchema.parse(done.body)).toMatchObject({ moved: true, version: "2", counts: { drop: 1 } });
    const again = await call(door, "POST", path, {
      ...key,
      json: { questionnaire_version_id: to, state: move!.state },
    });
    expect(productMoveSchema.parse(again.body)).toMatchObject({ moved: false, version: "2" });
    const { body } = await call(door, "GET", `/api/v1/products/${product.id}/snapshots`, key);
    expect(snapshotsSchema.parse(body).snapshots.map(({ cause }) => cause)).toEqual(["move"]);
  });
});
