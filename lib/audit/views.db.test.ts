import { describe, expect, it } from "vitest";
import { anonymous, useWorld } from "@/e2e/support/world";
import { deleteView } from "./delete-view";
import { listViews } from "./list-views";
import { saveView } from "./save-view";

const world = useWorld();

describe("views of the trail", () => {
  it("are kept by name, each superuser's own", async () => {
    const { id } = await saveView(world.superuser.caller, { name: "Refusals", filters: "action=REFUSED&entry=1.2&q=" });
    await saveView(world.superuser.caller, { name: "Exports", filters: "?action=EXPORT&from=2026-01-01" });
    expect(await listViews(world.superuser.caller, {})).toMatchObject([
      { name: "Exports", filters: "action=EXPORT&from=2026-01-01" },
      { id, name: "Refusals", filters: "action=REFUSED" },
    ]);
    const again = await saveView(world.superuser.caller, { name: "Refusals", filters: "action=REFUSED&user_id=3" });
    expect(again.id).toBe(id);
    const other = await world.addPerson("superuser", world.superuser.organizationId);
    expect(await listViews(other.caller, {})).toEqual([]);
    await expect(deleteView(other.caller, { id })).rejects.toMatchObject({ code: "not_found" });
    await deleteView(world.superuser.caller, { id });
    expect((await listViews(world.superuser.caller, {})).map(({ name }) => name)).toEqual(["Exports"]);
    const trail = await world.sql("select action from audit_log where table_name = 'audit_views' order by id");
    expect(trail.map(({ action }) => action)).toEqual(["INSERT", "INSERT", "UPDATE", "DELETE"]);
  });

  it("need a name and a filter, and are for superusers", async () => {
    const caller = world.superuser.caller;
    for (const wrong of [
      { name: " ", filters: "q=x" },
      { name: "All", filters: "entry=1" },
    ])
      await expect(saveView(caller, wrong)).rejects.toMatchObject({ code: "invalid" });
    for (const person of [world.client, world.lead, world.analyst])
      await expect(listViews(person.caller, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(saveView(anonymous, { name: "X", filters: "q=x" })).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
