import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { anonymous, useWorld } from "@/e2e/support/world";
import { systemCaller, type Caller } from "@/lib/kernel/actor";
import { query } from "@/lib/kernel/query";
import { createApiKey } from "./create-api-key";
import { disableUser } from "./disable-user";
import { hashKey, looksLikeKey, newKey } from "./key-format";
import { listApiKeys } from "./list-api-keys";
import { revokeApiKey } from "./revoke-api-key";

const world = useWorld();
const use = (key: string): Caller => ({ ...anonymous, credential: { kind: "key", hash: hashKey(key) } });

const readScores = query({
  action: "test.scores.read",
  input: z.object({}),
  scope: "scores:read",
  allow: () => true,
  run: async ({ actor }) => actor.userId,
});

describe("API keys", () => {
  it("act as their user within their scopes, and stand in the database as a digest only", async () => {
    const made = await createApiKey(world.client.caller, {
      userId: world.client.id,
      name: "Pipeline",
      scopes: ["scores:read"],
    });
    expect(made.key).toMatch(/^ssk_[0-9A-Za-z]{36}_[0-9A-Za-z]{6}$/);
    expect(made.key.startsWith(made.prefix)).toBe(true);
    expect(Math.round((made.expiresAt!.getTime() - Date.now()) / 86_400_000)).toBe(90);
    expect(await readScores(use(made.key), {})).toBe(world.client.id);
    const stored = await world.sql("select k::text as row from api_keys k");
    const trail = await world.sql("select new_values from audit_log where use_case = 'identity.key.create'");
    expect(JSON.stringify([stored, trail])).not.toContain(made.key.slice(12));
    expect(trail[0]).toMatchObject({ new_values: { name: "Pipeline", key_hash: "[redacted]" } });
    const mails = await world.sql("select subject from emails where recipient = $1", [world.client.email]);
    expect(mails).toEqual([{ subject: "An API key was created for your SecureSphere account" }]);
    const other = await createApiKey(world.client.caller, { userId: world.client.id, scopes: ["responses:read"] });
    await expect(readScores(use(other.key), {})).rejects.toMatchObject({ code: "forbidden" });
  });

  it("stop at once when revoked, expired, or when their user is disabled", async () => {
    const person = await world.addPerson("client", world.acme);
    const make = async () =>
      createApiKey(person.caller, { userId: person.id, scopes: ["scores:read"], expiresInDays: null });
    const [revoked, expired, orphaned] = [await make(), await make(), await make()];
    await revokeApiKey(person.caller, { keyId: revoked.id });
    await world.sql("update api_keys set expires_at = now() where id = $1", [expired.id]);
    expect(await readScores(use(orphaned.key), {})).toBe(person.id);
    await disableUser(world.superuser.caller, { userId: person.id });
    for (const { key } of [revoked, expired, orphaned]) {
      await expect(readScores(use(key), {})).rejects.toMatchObject({ code: "unauthenticated" });
    }
  });

  it("end when the account is recovered or its role changes, and stay when the own password is changed", async () => {
    const person = await world.addPerson("client", world.acme);
    const make = async () =>
      use((await createApiKey(person.caller, { userId: person.id, scopes: ["scores:read"] })).key);
    await world.sql("insert into credentials (user_id, password_hash) values ($1, 'a')", [person.id]);
    const [session] = await world.sql<{ id: number }>("select id from sessions where user_id = $1", [person.id]);
    const kept = await make();
    await world.sql(
      "with own as materialized (select set_config('app.session_id', $2, true)) update credentials set password_hash = 'b' from own where user_id = $1",
      [person.id, String(session!.id)],
    );
    expect(await readScores(kept, {})).toBe(person.id);
    await world.sql("update credentials set password_hash = 'c' where user_id = $1", [person.id]);
    await expect(readScores(kept, {})).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("are made by their user alone, listed to their user alone, revoked by that user or a superuser", async () => {
    const input = { userId: world.client.id, scopes: ["scores:read" as const] };
    await expect(createApiKey(anonymous, input)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(createApiKey(world.superuser.caller, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(createApiKey(world.colleague.caller, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(createApiKey(world.stranger.caller, input)).rejects.toMatchObject({ code: "not_found" });
    const made = await createApiKey(systemCaller("cli"), input);
    await expect(createApiKey(use(made.key), input)).rejects.toMatchObject({ code: "forbidden" });
    for (const other of [world.colleague, world.lead, world.stranger]) {
      expect(await listApiKeys(other.caller, {})).toEqual([]);
      await expect(revokeApiKey(other.caller, { keyId: made.id })).rejects.toMatchObject({ code: "not_found" });
    }
    expect((await listApiKeys(world.client.caller, {})).map((key) => key.id)).toContain(made.id);
    await revokeApiKey(world.superuser.caller, { keyId: made.id });
    await expect(readScores(use(made.key), {})).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("want scopes that exist", async () => {
    const make = (scopes: string[]) =>
      createApiKey(world.client.caller, { userId: world.client.id, scopes: scopes as never });
    await expect(make([])).rejects.toMatchObject({ code: "invalid" });
    await expect(make(["everything"])).rejects.toMatchObject({ code: "invalid" });
  });

  it("carry a checksum that catches every single typing error", () => {
    fc.assert(
      fc.property(fc.nat(35), fc.constantFrom(..."0aZ9"), (place, letter) => {
        const { key } = newKey();
        expect(looksLikeKey(key)).toBe(true);
        const at = 4 + place;
        const mistyped = key.slice(0, at) + letter + key.slice(at + 1);
        expect(looksLikeKey(mistyped)).toBe(mistyped === key);
      }),
    );
    expect(looksLikeKey("ssk_short_000000")).toBe(false);
  });
});
