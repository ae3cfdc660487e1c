import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { holdFiles } from "@/db/backup/snapshot";
import { addProduct } from "@/e2e/support/assessed";
import { countStatements } from "@/e2e/support/count-statements";
import { addApp, beginToEnter } from "@/e2e/support/factors";
import { enter, useMembers, visitor } from "@/e2e/support/members";
import { useRing } from "@/e2e/support/ring";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { storeEvidence } from "@/lib/assessment/store-evidence";
import { finishSignIn } from "@/lib/identity/factors/finish-sign-in";
import { saveSso } from "@/lib/identity/sso/save-sso";
import { systemCaller } from "@/lib/kernel/actor";
import { config, ConfigError } from "@/lib/kernel/config";
import { openDataKey } from "@/lib/vault/data-keys";
import { openEvidence } from "@/lib/vault/open-evidence";
import { refuseWrongRing } from "@/lib/vault/refuse-wrong-ring";
import { readDataKeyId } from "@/lib/vault/sealed-file";
import { openValue, providerSecretPlace } from "@/lib/vault/sealed-value";
import { blobStore } from "@/lib/vault/store";
import { destroyRetiredKeys } from "./destroy-retired";
import { getKeys } from "./get-keys";
import { rotateKeysJob } from "./jobs";
import { requestRotation } from "./request-rotation";
import { refuseUnfinished, type Rotating, rotateKeys } from "./rotate-keys";

const world = useWorld();
const members = useMembers(world);
const store = useStore();
const ring = useRing();
const operator = systemCaller("cli");
const tomorrow = () => new Date(Date.now() + 25 * 3600 * 1000);

let product: number;
beforeAll(async () => {
  product = (await addProduct(world)).id;
});
afterEach(() => void vi.restoreAllMocks());

const provider = (organizationId: number, version = 0) => ({
  ...{ organizationId, version, slug: "acme", issuer: "https://login.example.com", clientId: "x" },
  ...{ clientSecret: "hush", domains: "acme.test", roleClaim: "", clientValues: "", leadValues: "" },
  ...{ fallbackRole: "", factorValues: "", justInTime: false, isOnly: false, isEnabled: true },
});
async function* once(content: Buffer) {
  yield content;
}
const text = (bytes = 100_000) => Buffer.from(randomBytes(bytes).toString("hex"));
async function upload(content: Buffer, stream: AsyncIterable<Uint8Array> = once(content)) {
  const { evidence } = await storeEvidence(world.client.caller, { productId: product, filename: "a.txt", stream });
  return evidence;
}
const read = async (id: number) => buffer((await openEvidence(world.client.caller, { id })).body);
const rotate = (how: Partial<Rotating> = {}) =>
  rotateKeys(operator, {
    organizationId: world.acme,
    since: new Date(),
    signal: new AbortController().signal,
    progress: () => undefined,
    ...how,
  });
const keysOf = (organization = world.acme) =>
  world.sql<{ id: number; retired: boolean }>(
    "select id, retired_at is not null as retired from data_keys where organization_id = $1 order by id",
    [organization],
  );
const currentKey = async () => (await keysOf()).findLast(({ retired }) => !retired)!.id;
const keyOfFile = async (sha256: string) => {
  const stored = (await blobStore().open({ organizationId: world.acme, sha256 }))!;
  try {
    return await readDataKeyId(stored.readAt);
  } finally {
    await stored.close();
  }
};
const keyOfRow = async (id: number) =>
  (await world.sql<{ key: number }>("select data_key_id as key from evidence where id = $1", [id]))[0]!.key;
const events = async (action: string) =>
  (await world.sql("select from audit_log where action = $1 and organization_id = $2", [action, world.acme])).length;

describe("renewing an organization's data key", () => {
  it("seals every file and secret anew, and says so", async () => {
    const [one, two] = [text(), text(10)];
    const [first, second] = [await upload(one), await upload(two)];
    const member = await members.add();
    const app = await addApp(world, (await enter(member.username)).caller);
    await saveSso(world.superuser.caller, provider(world.acme));
    const bytes = (sha256: string) =>
      readFileSync(path.join(store.directory, String(world.acme), sha256.slice(0, 2), sha256));
    const [before, old] = [bytes(first.sha256), await currentKey()];
    const result = await rotate();
    expect(result).toMatchObject({ organizations: 1, secrets: 2, damaged: 0 });
    expect(result.files).toBeGreaterThanOrEqual(2);
    const current = await currentKey();
    expect(current).not.toBe(old);
    for (const { id, sha256 } of [first, second]) {
      expect([await keyOfRow(id), await keyOfFile(sha256)]).toEqual([current, current]);
    }
    // Not only its key is wrapped anew: nothing of the old ciphertext is left.
    expect(bytes(first.sha256).subarray(80, 200).equals(before.subarray(80, 200))).toBe(false);
    expect((await read(first.id)).equals(one)).toBe(true);
    expect((await read(second.id)).equals(two)).toBe(true);
    const { pending } = await beginToEnter(member.username);
    expect(await finishSignIn(visitor(), { pending, code: app.code() })).toMatchObject({ kind: "signed-in" });
    const [sso] = await world.sql<{ key: number; secret: Buffer }>(
      "select data_key_id as key, client_secret as secret from sso_providers where organization_id = $1",
      [world.acme],
    );
    expect(sso!.key).toBe(current);
    const [wrapped] = await world.sql<{ ringKeyId: string; wrappedKey: Buffer }>(
      `select ring_key_id as "ringKeyId", wrapped_key as "wrappedKey" from data_keys where id = $1`,
      [current],
    );
    const dataKey = openDataKey({ id: current, organizationId: world.acme, ...wrapped! });
    expect(openValue(sso!.secret, dataKey, providerSecretPlace(world.acme)).toString()).toBe("hush");
    expect([await events("DATA_KEY_RENEWED"), await events("KEYS_ROTATED")]).toEqual([1, 1]);
    expect(store.files().filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("goes on with the other organizations when a secret of one is damaged, and names that one", async () => {
    await upload(text(10));
    await saveSso(world.superuser.caller, provider(world.acme, 1));
    const [kept] = await world.sql<{ secret: Buffer }>(
      "select client_secret as secret from sso_providers where organization_id = $1",
      [world.acme],
    );
    const store = (secret: Buffer) =>
      world.sql("update sso_providers set client_secret = $2 where organization_id = $1", [world.acme, secret]);
    await store(Buffer.from(kept!.secret.map((byte, at) => (at === 15 ? byte ^ 1 : byte))));
    const organizations = await world.sql<{ id: number }>("select distinct organization_id as id from data_keys");
    const result = await rotate({ organizationId: undefined });
    expect(result.failed).toEqual([expect.stringContaining(`Organization ${world.acme}: the secret in sso_providers`)]);
    expect(result.organizations).toBe(organizations.length - 1);
    expect(() => refuseUnfinished(result)).toThrow(/finished but 1\./);
    const left = "select from data_keys where organization_id <> $1 and retired_at is not null";
    await expect(destroyRetiredKeys(tomorrow())).rejects.toThrow(`Organization ${world.acme}: the secret`);
    expect(await world.sql(left, [world.acme])).toEqual([]);
    await store(kept!.secret);
    expect((await rotate()).failed).toEqual([]);
  });

  it("harms nobody who reads: neither whoever has the old file open nor whoever asked for keys just before", async () => {
    const content = text(200_000);
    const { id } = await upload(content);
    const body = (await openEvidence(world.client.caller, { id })).body.getReader();
    const begun = await body.read();
    await rotate();
    const rest = [begun.value!];
    for (let next = await body.read(); !next.done; next = await body.read()) rest.push(next.value);
    expect(Buffer.concat(rest).equals(content)).toBe(true);

    const open = blobStore().open.bind(blobStore());
    vi.spyOn(blobStore(), "open").mockImplementationOnce(async (key) => {
      await rotate();
      return open(key);
    });
    expect((await read(id)).equals(content)).toBe(true);
    expect(await events("EVIDENCE_DAMAGED")).toBe(0);
  });

  it("goes on where it was stopped, with the key that it had made", async () => {
    const files = [];
    for (let i = 0; i < 6; i++) files.push(await upload(text(100)));
    const since = new Date();
    const stopped = new AbortController();
    let met = 0;
    const progress = (_: number, step: string) => {
      if (step.startsWith("Sealing") && ++met === 4) stopped.abort(new Error("stopped"));
    };
    await expect(rotate({ since, signal: stopped.signal, progress })).rejects.toThrow("stopped");
    const made = await currentKey();
    const states = await Promise.all(files.map(({ id }) => keyOfRow(id)));
    expect(new Set(states).size).toBe(2);
    for (const { id } of files) await read(id);
    const rest = await rotate({ since });
    expect(rest.files).toBeGreaterThan(0);
    expect(await currentKey()).toBe(made);
    for (const { id } of files) expect(await keyOfRow(id)).toBe(made);
  });

  it("takes a file for what it is whose process was killed between the file and its row", async () => {
    const content = text();
    const { id, sha256 } = await upload(content);
    const [old, since] = [await currentKey(), new Date()];
    await rotate({ since });
    await world.sql("update evidence set data_key_id = $2 where id = $1", [id, old]);
    expect((await read(id)).equals(content)).toBe(true);
    expect((await rotate({ since })).files).toBe(1);
    expect([await keyOfRow(id), await keyOfFile(sha256)]).toEqual([await currentKey(), await currentKey()]);
  });

  it("waits while a backup is made, which reads files and must have their keys", async () => {
    const { id } = await upload(text());
    const old = await currentKey();
    const hold = (await holdFiles(world.database.ownerUrl))!;
    await expect(rotate({ signal: AbortSignal.timeout(400) })).rejects.toThrow("timeout");
    expect([await currentKey(), await keyOfRow(id)]).toEqual([old, old]);
    const rotating = rotate();
    await hold.release();
    await rotating;
    expect(await currentKey()).not.toBe(old);
    expect(await keyOfRow(id)).toBe(await currentKey());
  });

  it("leaves a file that does not open as it is, names it, and keeps its key", async () => {
    const { id, sha256 } = await upload(text());
    const place = path.join(store.directory, String(world.acme), sha256.slice(0, 2), sha256);
    const good = readFileSync(place);
    const bad = Buffer.from(good);
    bad[200]! ^= 1;
    writeFileSync(place, bad);
    const old = await currentKey();
    const result = await rotate();
    expect(result).toMatchObject({ damaged: 1, damaged_files: [`${world.acme}/${sha256}`] });
    expect(readFileSync(place).equals(bad)).toBe(true);
    await destroyRetiredKeys(tomorrow());
    expect((await keysOf()).map((key) => key.id)).toContain(old);
    writeFileSync(place, good);
    await read(id);
    await destroyRetiredKeys(tomorrow());
    expect(await keysOf()).toEqual([{ id: await currentKey(), retired: false }]);
    await read(id);
  });
});

describe("a retired data key", () => {
  it("goes a day later, not before, and not while an upload that began under it is not sealed anew", async () => {
    const content = text();
    const { id: earlier, sha256 } = await upload(content);
    const old = await currentKey();
    // The same content comes once more; its upload began before the rotation and ends after it.
    const late = upload(
      content,
      (async function* () {
        yield content.subarray(0, 1000);
        await rotate();
        expect(await keyOfFile(sha256)).not.toBe(old);
        yield content.subarray(1000);
      })(),
    );
    const { id } = await late;
    expect(await keyOfFile(sha256)).toBe(old);
    for (const each of [earlier, id]) expect((await read(each)).equals(content)).toBe(true);
    expect(await destroyRetiredKeys()).toBe(0);
    expect((await keysOf()).map((key) => key.id)).toContain(old);
    expect(await destroyRetiredKeys(tomorrow())).toBeGreaterThan(0);
    expect(await keysOf()).toEqual([{ id: await currentKey(), retired: false }]);
    expect(await keyOfFile(sha256)).toBe(await currentKey());
    for (const each of [earlier, id]) expect((await read(each)).equals(content)).toBe(true);
    expect(await events("DATA_KEY_DESTROYED")).toBeGreaterThan(0);
  });

  it("stays for the secret of a provider of single sign-on, which is sealed anew first", async () => {
    const sealed = () =>
      world.sql<{ key: number; secret: Buffer }>(
        "select data_key_id as key, client_secret as secret from sso_providers where organization_id = $1",
        [world.acme],
      );
    if (!(await sealed()).length) await saveSso(world.superuser.caller, provider(world.acme));
    const [{ key: old, secret }] = (await sealed()) as [{ key: number; secret: Buffer }];
    await rotate();
    await world.sql("update sso_providers set data_key_id = $2, client_secret = $3 where organization_id = $1", [
      world.acme,
      old,
      secret,
    ]);
    expect((await getKeys(world.superuser.caller, {})).data_keys.has_outdated_secrets).toBe(true);
    expect(await destroyRetiredKeys(tomorrow())).toBeGreaterThan(0);
    expect((await sealed())[0]!.key).toBe(await currentKey());
    expect((await keysOf()).map((key) => key.id)).not.toContain(old);
  });

  it("stays for a file that only its header says it of", async () => {
    const { sha256, id } = await upload(text());
    const place = path.join(store.directory, String(world.acme), sha256.slice(0, 2), sha256);
    const before = readFileSync(place);
    const old = await currentKey();
    await rotate();
    writeFileSync(place, before);
    await destroyRetiredKeys(tomorrow());
    expect(await keyOfFile(sha256)).toBe(await currentKey());
    expect((await keysOf()).map((key) => key.id)).not.toContain(old);
    await read(id);
    // What no row names is swept by others; until then its key stays.
    const unnamed = path.join(store.directory, String(world.acme), "ab", "ab".repeat(32));
    const now = readFileSync(place);
    await rotate();
    mkdirSync(path.dirname(unnamed), { recursive: true });
    writeFileSync(unnamed, now);
    expect(await destroyRetiredKeys(tomorrow())).toBe(0);
    rmSync(unnamed);
    expect(await destroyRetiredKeys(tomorrow())).toBe(1);
  });
});

describe("the ring", () => {
  it("can lose a key once everything was wrapped by the one before it", async () => {
    const { id } = await upload(text());
    ring.put("second");
    const { rewrapped } = await rotate({ ringOnly: true });
    expect(rewrapped).toBe((await world.sql("select from data_keys")).length);
    expect((await rotate({ ringOnly: true })).rewrapped).toBe(0);
    const { ring: keys } = await getKeys(world.superuser.caller, {});
    expect(keys.map((key) => [key.id, key.data_keys, key.is_current])).toEqual([
      ["second", rewrapped, true],
      ["test", 0, false],
    ]);
    ring.only("second");
    await read(id);
    const noted = await world.sql("select new_values from audit_log where action = 'KEYS_REWRAPPED' order by id desc");
    expect(noted[0]).toEqual({ new_values: { ring_key: "second", data_keys: rewrapped } });
  });

  it("is refused before anything is written when a key is missing or wrong", async () => {
    const { encryptionKeys } = config();
    const url = world.database.ownerUrl;
    await refuseWrongRing(url, encryptionKeys);
    await refuseWrongRing(url, [{ id: "next", key: randomBytes(32) }, ...encryptionKeys]);
    const missing = refuseWrongRing(url, [{ id: "next", key: randomBytes(32) }]);
    await expect(missing).rejects.toThrow(ConfigError);
    await expect(missing).rejects.toThrow('lacks the key "second"');
    const wrong = refuseWrongRing(url, [{ id: "second", key: randomBytes(32) }]);
    await expect(wrong).rejects.toThrow('The key "second" of SECURESPHERE_ENCRYPTION_KEYS is not the one');
  });
});

describe("what a superuser asks for", () => {
  it("is one job at a time, which does it as the one who asked", async () => {
    await upload(text());
    const asked = await requestRotation(world.superuser.caller, { organization_id: world.acme });
    await expect(requestRotation(world.superuser.caller, {})).rejects.toMatchObject({ code: "conflict" });
    const { work } = await getKeys(world.superuser.caller, {});
    expect(work).toMatchObject([{ id: asked.job_id, status: "queued" }]);
    const old = await currentKey();
    await world.sql("update jobs set status = 'running' where id = $1", [asked.job_id]);
    const caller = { ...operator, credential: { kind: "job" as const, id: asked.job_id } };
    const input = rotateKeysJob.input.parse(work[0]!.input);
    const context = {
      id: asked.job_id,
      caller,
      input,
      signal: new AbortController().signal,
      progress: () => undefined,
    };
    expect(await rotateKeysJob.run(context)).toMatchObject({ organizations: 1, damaged: 0 });
    const renewed = await currentKey();
    expect(renewed).not.toBe(old);
    // Begun again after a restart, it makes no other key.
    await rotateKeysJob.run(context);
    expect(await currentKey()).toBe(renewed);
    await world.sql("update jobs set status = 'done' where id = $1", [asked.job_id]);
    const [row] = await world.sql(
      "select user_id from audit_log where action = 'KEYS_ROTATED' order by id desc limit 1",
    );
    expect(row).toEqual({ user_id: world.superuser.id });
  });

  it("is for superusers, who see how the keys stand in as many statements whatever there is", async () => {
    for (const { caller } of [world.client, world.lead, world.analyst, world.stranger]) {
      await expect(getKeys(caller, {})).rejects.toMatchObject({ code: "forbidden" });
      await expect(requestRotation(caller, {})).rejects.toMatchObject({ code: "forbidden" });
    }
    const look = () => countStatements(() => getKeys(world.superuser.caller, {}));
    const before = await look();
    await upload(text());
    await rotate();
    expect(await look()).toBe(before);
  });
});
