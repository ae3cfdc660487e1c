import { expect, it } from "vitest";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { config } from "@/lib/kernel/config";
import { fillDatabase } from "./fill";

const world = useWorld();
useStore();

const start = async () => {
  const said: string[] = [];
  const shown = await fillDatabase({ ...config(), demo: true, demoPassword: "a demo password" }, (line) =>
    said.push(line),
  );
  return { said, shown };
};

it("says that a database with something else in it got no demo", async () => {
  expect(await start()).toEqual({ said: ["The database is not empty, so no demo was added."], shown: [] });
});

it("shows the demo's log-ins at every start, and the password at the first alone", async () => {
  await world.sql("delete from sessions");
  await world.sql("delete from assignments");
  await world.sql("delete from users");
  const first = await start();
  expect(first.said).toEqual([]);
  expect(first.shown[0]).toBe("Demo accounts, password a demo password");
  expect(first.shown).toContain("  client@demo.test     client, Northwind Health");
  const second = await start();
  expect(second.said).toEqual([]);
  expect(second.shown).toEqual(["Demo accounts, with the password of the first start", ...first.shown.slice(1)]);
  await world.sql("update users set is_active = false where email = 'analyst@demo.test'");
  expect((await start()).shown).toEqual(second.shown.filter((line) => !line.includes("analyst")));
});
