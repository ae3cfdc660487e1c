import { expect, it } from "vitest";
import { anonymous, useWorld } from "@/e2e/support/world";
import { getProfile } from "./get-profile";
import { updateProfile } from "./update-profile";

const world = useWorld();
const profile = { firstName: "Dana", lastName: "Miller", phone: "+49 30 1234" };

it("is its person's to change, whatever the role, and nothing but names and phone of it", async () => {
  for (const person of [world.client, world.lead, world.analyst, world.superuser]) {
    await updateProfile(person.caller, {
      ...profile,
      role: "superuser",
      organizationId: world.other,
    } as typeof profile);
    expect(await getProfile(person.caller, {})).toMatchObject({ ...profile, organizationId: person.organizationId });
  }
  const rows = await world.sql<{ user_id: number; new_values: object }>(
    "select user_id, record_id, new_values from audit_log where use_case = 'identity.profile.update' order by id",
  );
  expect(rows).toHaveLength(4);
  expect(rows[0]).toMatchObject({ user_id: world.client.id, record_id: world.client.id });
  expect(Object.keys(rows[0]!.new_values).sort()).toEqual(["first_name", "last_name", "phone", "updated_at"]);
  expect(await world.sql("select role from users where id = $1", [world.client.id])).toEqual([{ role: "client" }]);
});

it("is open to nobody who is not signed in", async () => {
  await expect(updateProfile(anonymous, profile)).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(getProfile(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
});
