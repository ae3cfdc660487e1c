import { Client } from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { enter, visitor } from "@/e2e/support/members";
import { useWorld } from "@/e2e/support/world";
import { systemCaller } from "@/lib/kernel/actor";
import { createAccount } from "./create-account";
import { getCurrentActor } from "./get-current-actor";
import { listAccounts } from "./list-accounts";
import { needsSetup, setUp, setupToken } from "./set-up";

const world = useWorld();
const GOOD = "a heron counts brass kettles";
const first = { organization: "Northwind", username: "root", email: "root@northwind.test", password: GOOD };

describe("the first superuser", () => {
  beforeAll(async () => {
    const owner = new Client(world.database.ownerUrl);
    await owner.connect();
    await owner.query("begin; select app.enter_system('system:test', '{}')");
    await owner.query("delete from assignments; delete from sessions; delete from users; commit");
    await owner.end();
  });

  it("is made once, with the token that the start printed", async () => {
    expect(await needsSetup()).toBe(true);
    for (const token of ["", "x".repeat(43), setupToken().slice(1)]) {
      await expect(setUp(visitor(), { ...first, token })).rejects.toMatchObject({ code: "not_found" });
    }
    const token = setupToken();
    await expect(setUp(visitor(), { ...first, token, password: "Northwind root 2026" })).rejects.toMatchObject({
      extras: { fields: [{ path: "password" }] },
    });
    const both = await Promise.allSettled([
      setUp(visitor(), { ...first, token }),
      setUp(visitor(), { ...first, token, username: "other", email: "other@northwind.test" }),
    ]);
    expect(both.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await needsSetup()).toBe(false);
    await expect(setUp(visitor(), { ...first, token, username: "third" })).rejects.toMatchObject({ code: "not_found" });
    const [{ username } = { username: "" }] = await listAccounts(systemCaller("cli"), {});
    const { caller } = await enter(username, GOOD);
    expect(await getCurrentActor(caller, {})).toMatchObject({ role: "superuser", organization: "Northwind" });
  });
});

describe("an account made from the command line", () => {
  it("has a random password, to be changed first, in an organization that is made when needed", async () => {
    const input = { organization: "Fresh", username: "cli.made", email: "cli@example.test", role: "client" } as const;
    const made = await createAccount(systemCaller("cli"), input);
    const { caller } = await enter("cli.made", made.temporaryPassword);
    expect(await getCurrentActor(caller, {})).toMatchObject({ mustChangePassword: true, organization: "Fresh" });
    const again = await createAccount(systemCaller("cli"), {
      ...input,
      username: "second",
      email: "second@example.test",
      password: GOOD,
    });
    expect(again.temporaryPassword).toBeUndefined();
    await expect(createAccount(systemCaller("cli"), { ...input, password: "short" })).rejects.toMatchObject({
      code: "invalid",
    });
    const rows = await world.sql(
      "select actor, user_id from audit_log where use_case = 'identity.account.create' and table_name = 'users'",
    );
    expect(rows).toEqual(Array(2).fill({ actor: "cli", user_id: null }));
  });

  it("is nobody's to make who is signed in", async () => {
    const { caller } = await enter((await listAccounts(systemCaller("cli"), {}))[0]!.username, GOOD);
    const input = { organization: "Fresh", username: "x.y.z", email: "x@example.test", role: "superuser" } as const;
    await expect(createAccount(caller, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(listAccounts(caller, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});
