import { describe, expect, it } from "vitest";
import { addApp } from "@/e2e/support/factors";
import { enter, PASSWORD, useMembers, visitor } from "@/e2e/support/members";
import { makeKey } from "@/e2e/support/outside-caller";
import { useWorld } from "@/e2e/support/world";
import { enableUser } from "./enable-user";
import { erasePerson } from "./erase-person";
import { getCurrentActor } from "./get-current-actor";
import { requestReset } from "./request-reset";
import { signIn } from "./sign-in";

const world = useWorld();
const members = useMembers(world);
const reason = "asked for by the person";

async function erased() {
  const member = await members.add();
  const { caller } = await enter(member.username);
  await addApp(world, caller);
  await makeKey(world, member);
  await requestReset(visitor(), { login: member.email });
  await world.sql("insert into audit_views (user_id, name, filters) values ($1, 'Mine', $2)", [
    member.id,
    `q=${member.username}`,
  ]);
  await erasePerson(world.superuser.caller, { userId: member.id, username: member.username, reason });
  return { member, caller };
}

describe("erasing a person", () => {
  it("leaves the account closed, under no name, with nothing to come in by", async () => {
    const { member, caller } = await erased();
    const [user] = await world.sql(
      "select username, email, first_name, last_name, phone, is_active from users where id = $1",
      [member.id],
    );
    expect(user).toEqual({
      username: `former-user-${member.id}`,
      email: `former-user-${member.id}@erased.invalid`,
      first_name: "Former",
      last_name: "user",
      phone: "",
      is_active: false,
    });
    await expect(getCurrentActor(caller, {})).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await signIn(visitor(), { login: member.username, password: PASSWORD })).kind).toBe("refused");
    expect((await signIn(visitor(), { login: `former-user-${member.id}`, password: PASSWORD })).kind).toBe("refused");
    await expect(enableUser(world.superuser.caller, { userId: member.id })).rejects.toMatchObject({ code: "conflict" });
  });

  it("leaves name and address in no table but the trail", async () => {
    const { member } = await erased();
    const tables = await world.sql<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not c.relispartition and c.relname <> 'audit_log'`,
    );
    expect(tables.length).toBeGreaterThan(30);
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await world.sql(`select 1 from ${name} t where to_jsonb(t)::text ilike '%' || $1 || '%'`, [
        member.username,
      ]);
      if (rows.length > 0) found.push(name);
    }
    expect(found).toEqual([]);
    const kept = ["authenticators", "recovery_codes", "credentials", "password_resets"];
    for (const name of kept)
      expect(await world.sql(`select from ${name} where user_id = $1`, [member.id]), name).toEqual([]);
    expect(
      await world.sql("select actor, reason from audit_log where action = 'PERSON_ERASED' and record_id = $1", [
        member.id,
      ]),
    ).toEqual([{ actor: world.superuser.email.split("@")[0], reason }]);
  });

  it("is a superuser's, of somebody else, by name, once", async () => {
    const member = await members.add();
    const input = { userId: member.id, username: member.username, reason };
    for (const other of [world.client, world.lead]) {
      await expect(erasePerson(other.caller, input)).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(erasePerson(world.stranger.caller, input)).rejects.toMatchObject({ code: "not_found" });
    const own = { userId: world.superuser.id, username: world.superuser.email.split("@")[0]!, reason };
    await expect(erasePerson(world.superuser.caller, own)).rejects.toMatchObject({ code: "forbidden" });
    await expect(erasePerson(world.superuser.caller, { ...input, username: "another" })).rejects.toMatchObject({
      code: "invalid",
    });
    await erasePerson(world.superuser.caller, input);
    const again = { ...input, username: `former-user-${member.id}` };
    await expect(erasePerson(world.superuser.caller, again)).rejects.toMatchObject({ code: "conflict" });
  });
});
