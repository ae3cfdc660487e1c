import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { addAnswered } from "@/e2e/support/answered";
import { useWorld } from "@/e2e/support/world";

const world = useWorld();

/** The command line as an operator runs it, on the database of this file. */
const check = (...words: string[]) => {
  const run = spawnSync(process.execPath, ["cli/run.mjs", "scores", "check", ...words], { encoding: "utf8" });
  return { code: run.status, out: run.stdout.trim(), error: run.stderr.trim() };
};

it("says ok, or what differs and ends with 1", { timeout: 60_000 }, async () => {
  const [sound, wrong] = [await addAnswered(world, 1), await addAnswered(world, 2)];
  expect(check()).toEqual({ code: 0, out: "ok", error: "" });
  await world.sql("update answer_sets set draft = 5 where product_id = $1", [wrong.id]);
  const line = `product ${wrong.id}, user ${world.client.id}, answer_sets: draft 5, should be 2`;
  expect(check()).toEqual({ code: 1, out: line, error: "1 row is not what the answers say." });
  expect(check("--product", String(sound.id), "--json")).toMatchObject({
    code: 0,
    out: JSON.stringify({ ok: true, disagreements: [] }),
  });
  const json = check("--product", String(wrong.id), "--json");
  expect([json.code, JSON.parse(json.out)]).toMatchObject([1, { ok: false, disagreements: [{ kept: { draft: 5 } }] }]);
  expect(check("--product", "first").code).toBe(2);
  expect(check("--product", "2000000000")).toMatchObject({
    code: 1,
    out: "",
    error: expect.stringContaining("product"),
  });
});
