import { randomUUID } from "node:crypto";
import { Client } from "pg";
import path from "node:path";
import { existsSync } from "node:fs";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { holdFiles } from "@/db/backup/snapshot";
import { quietly, useBackups } from "@/e2e/support/backups";
import { addApp } from "@/e2e/support/factors";
import { enter, useMembers } from "@/e2e/support/members";
import { seal, useWitness } from "@/e2e/support/sealed";
import { createEmptyDatabase } from "@/e2e/support/test-database";
import { useStore } from "@/e2e/support/vault";
import { useWorld, type Person } from "@/e2e/support/world";
import { MARK } from "@/e2e/isolation/use-cases/expected";
import { makeWork } from "@/e2e/isolation/use-cases/place";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { makeBackup } from "@/lib/backup/make/make-backup";
import { emptyDatabase } from "@/lib/backup/restore/place";
import { restoreBackup } from "@/lib/backup/restore/restore-backup";
import { requestBackup } from "@/lib/backup/request-backup";
import { systemCaller } from "@/lib/kernel/actor";
import { liftHold } from "@/lib/audit/hold/lift-hold";
import { setHold } from "@/lib/audit/hold/set-hold";
import { restoredReads } from "@/server/restored-reads";
import { confirmErasure } from "./confirm-erasure";
import { eraseOrganization } from "./erase-organization";
import { eraseOrganizationJob } from "./jobs";
import { listErasures } from "./list-erasures";
import { requestErasure } from "./request-erasure";
import { withdrawErasure } from "./withdraw-erasure";

const world = useWorld();
const members = useMembers(world);
const store = useStore();
const kept = useBackups();
useWitness();
const operator = systemCaller("cli");
const conflict = { code: "conflict" };

let second: Person;
beforeAll(async () => {
  second = await world.addPerson("superuser", world.superuser.organizationId);
});

async function newOrganization() {
  const name = `Gone ${randomUUID()}`;
  const [row] = await world.sql<{ id: number }>("insert into organizations (name) values ($1) returning id", [name]);
  const client = await world.addPerson("client", row!.id);
  return { id: row!.id, name, client };
}
const ask = (who: Person, organization: { id: number; name: string }, reason = "The contract ended") =>
  requestErasure(who.caller, { organizationId: organization.id, name: organization.name, reason });
const stateOf = async (id: number) =>
  (await listErasures(world.superuser.caller, {})).find((each) => each.id === id)?.state;
const run = (erasureId: number, signal = new AbortController().signal) =>
  eraseOrganization(operator, { erasureId, as: { actor: "cli" }, signal, progress: () => undefined });
const events = async (organizationId: number) =>
  (
    await world.sql<{ action: string; actor: string }>(
      "select action, actor from audit_log where organization_id = $1 and action ~ 'ERAS' order by id",
      [organizationId],
    )
  ).map(({ action }) => action);

describe("erasing takes two people", () => {
  let organization: Awaited<ReturnType<typeof newOrganization>>;
  beforeEach(async () => {
    organization = await newOrganization();
  });

  it("of whom the second is another, and both are superusers that are signed in", async () => {
    const { id } = await ask(world.superuser, organization);
    const input = { erasureId: id, name: organization.name };
    await expect(confirmErasure(world.superuser.caller, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(confirmErasure(operator, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      requestErasure(operator, { organizationId: organization.id, name: organization.name, reason: "x" }),
    ).rejects.toMatchObject({ code: "forbidden" });
    for (const { caller } of [world.lead, world.analyst, organization.client]) {
      await expect(confirmErasure(caller, input)).rejects.toMatchObject({ code: "not_found" });
      await expect(listErasures(caller, {})).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(run(id)).rejects.toMatchObject(conflict);
    await expect(confirmErasure(second.caller, { ...input, name: "Another" })).rejects.toMatchObject({
      code: "invalid",
    });
    const { job_id } = await confirmErasure(second.caller, input);
    await expect(confirmErasure(second.caller, input)).rejects.toMatchObject(conflict);
    expect(await stateOf(id)).toBe("confirmed");
    const [job] = await world.sql("select organization_id, user_id, title, input from jobs where id = $1", [job_id]);
    const title = `Erasure of organization ${organization.id}`;
    expect(job).toEqual({ organization_id: null, user_id: second.id, title, input: { erasure_id: id } });
    // Told to superusers, and without the name: notices outlive it.
    const told = await world.sql<{ user_id: number; subject: string; detail: string }>(
      "select user_id, subject, detail from notifications where kind = 'erasure_requested' and link = $1 order by user_id",
      [`/admin/organizations/${organization.id}`],
    );
    expect(told.map(({ user_id }) => user_id)).toContain(second.id);
    expect(JSON.stringify(told)).not.toContain(organization.name);
    await expect(
      world.sql("update organization_erasures set confirmed_by = requested_by where id = $1", [id]),
    ).rejects.toThrow("two_check");
  });

  it("and no legal hold", async () => {
    const { id } = await ask(world.superuser, organization);
    const hold = await setHold(world.superuser.caller, { organization_id: organization.id, reason: "A lawsuit" });
    const input = { erasureId: id, name: organization.name };
    await expect(confirmErasure(second.caller, input)).rejects.toMatchObject(conflict);
    await liftHold(world.superuser.caller, { hold_id: hold.id, reason: "It is over" });
    await confirmErasure(second.caller, input);
    const later = await setHold(world.superuser.caller, { organization_id: organization.id, reason: "Another" });
    await expect(run(id)).rejects.toMatchObject(conflict);
    await liftHold(world.superuser.caller, { hold_id: later.id, reason: "It is over" });
    await run(id);
    expect(await stateOf(id)).toBe("erased");
  });

  it("and either calls it off, or it lapses after a week", async () => {
    const { id } = await ask(world.superuser, organization);
    await expect(ask(second, organization)).rejects.toMatchObject({ code: "invalid" });
    await withdrawErasure(world.superuser.caller, { erasureId: id });
    await expect(withdrawErasure(second.caller, { erasureId: id })).rejects.toMatchObject(conflict);
    const input = { name: organization.name };
    await expect(confirmErasure(second.caller, { ...input, erasureId: id })).rejects.toMatchObject(conflict);
    const next = await ask(second, organization);
    await world.sql("update organization_erasures set expires_at = now() - interval '1 second' where id = $1", [
      next.id,
    ]);
    expect(await stateOf(next.id)).toBe("expired");
    await expect(confirmErasure(world.superuser.caller, { ...input, erasureId: next.id })).rejects.toMatchObject(
      conflict,
    );
    const third = await ask(second, organization);
    await confirmErasure(world.superuser.caller, { ...input, erasureId: third.id });
    await withdrawErasure(second.caller, { erasureId: third.id });
    await expect(run(third.id)).rejects.toMatchObject(conflict);
    expect((await world.sql("select from organizations where id = $1", [organization.id])).length).toBe(1);
    expect(await events(organization.id)).toEqual([
      ...["ERASURE_REQUESTED", "ERASURE_WITHDRAWN", "ERASURE_REQUESTED", "ERASURE_REQUESTED"],
      ...["ERASURE_CONFIRMED", "ERASURE_WITHDRAWN"],
    ]);
  });

  it("never for an organization that serves others, one's own among them, nor under another name", async () => {
    const house = { id: world.superuser.organizationId, name: "House" };
    await expect(ask(world.superuser, house)).rejects.toMatchObject(conflict);
    await expect(ask(world.superuser, { ...organization, name: "gone" })).rejects.toMatchObject({ code: "invalid" });
    const lead = await world.addPerson("lead", organization.id);
    await expect(ask(world.superuser, organization)).rejects.toMatchObject(conflict);
    await world.sql("update users set role = 'client' where id = $1", [lead.id]);
    const { id } = await ask(world.superuser, organization);
    await confirmErasure(second.caller, { erasureId: id, name: organization.name });
    await world.sql("update users set role = 'lead' where id = $1", [lead.id]);
    await expect(run(id)).rejects.toMatchObject(conflict);
  });

  it("who have shown who they are a short while ago", async () => {
    await world.sql("update sessions set proven_at = now() - interval '1 hour' where user_id = $1", [second.id]);
    const wanted = { code: "reauthentication_required" };
    await expect(ask(second, organization)).rejects.toMatchObject(wanted);
    const { id } = await ask(world.superuser, organization);
    await expect(confirmErasure(second.caller, { erasureId: id, name: organization.name })).rejects.toMatchObject(
      wanted,
    );
    await world.sql("update sessions set proven_at = now() where user_id = $1", [second.id]);
  });
});

describe("an organization that was erased", { timeout: 120_000 }, () => {
  /** Every table that has a column of an organization, with how to ask it. */
  const tenantTables = () =>
    world.sql<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'audit_log'`,
    );
  const rowsLeft = async (organizationId: number) => {
    const left: Record<string, number> = {};
    for (const { name } of await tenantTables()) {
      const [row] = await world.sql<{ n: number }>(
        `select count(*)::int as n from "${name}" where organization_id = $1`,
        [organizationId],
      );
      if (row!.n > 0) left[name] = row!.n;
    }
    return left;
  };
  const dump = async (sql: <Row>(text: string) => Promise<Row[]>) => {
    const tables = await sql<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition",
    );
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const rows = await sql<{ row: string }>(`select t::text as row from "${name}" t`);
      found[name] = rows.map(({ row }) => row).join("\n");
    }
    return found;
  };
  const mentions = (tables: Record<string, string>, word: string) =>
    Object.keys(tables).filter((name) => tables[name]!.includes(word));

  it("has no row, no person, no file, no key and no value in the trail left; others have all of theirs", async () => {
    const work = await makeWork(world);
    const client = await members.withPassword(world.client);
    await addApp(world, (await enter(client.username)).caller);
    // Somebody whose words stand in another's thread, from when it was a lead.
    const former = await world.addPerson("client", world.acme);
    const [product] = await world.sql<{ id: number }>(
      `insert into products (organization_id, name, owner_id, questionnaire_version_id)
       select $1, 'Theirs', $2, questionnaire_version_id from products where id = $3 returning id`,
      [world.other, world.stranger.id, work.product],
    );
    await world.sql(
      "insert into lead_comments (organization_id, product_id, author_id, comment) values ($1, $2, $3, 'Kept by others')",
      [world.other, product!.id, former.id],
    );
    await requestBackup(world.superuser.caller, {});
    const everything = await rowsLeft(world.acme);
    expect(Object.keys(everything).length).toBeGreaterThanOrEqual(20);
    const others = await rowsLeft(world.other);
    const emailsOfClient = mentions(await dump(world.sql), client.email);
    expect(emailsOfClient).toEqual(expect.arrayContaining(["users", "audit_log"]));
    await seal();

    const { id } = await ask(world.superuser, { id: world.acme, name: "Acme" });
    const { job_id } = await confirmErasure(second.caller, { erasureId: id, name: "Acme" });
    await world.sql("update jobs set status = 'running' where id = $1", [job_id]);
    const caller = { ...operator, credential: { kind: "job" as const, id: job_id } };
    const context = { id: job_id, caller, input: { erasure_id: id }, ...quietly() };

    // A backup that is being made comes first.
    const hold = (await holdFiles(world.database.ownerUrl))!;
    await expect(eraseOrganizationJob.run({ ...context, signal: AbortSignal.timeout(400) })).rejects.toThrow("timeout");
    expect(await rowsLeft(world.acme)).toMatchObject({ evidence: everything.evidence });
    await hold.release();

    const erased = await eraseOrganizationJob.run(context);
    expect(erased).toMatchObject({ organization_id: world.acme, former_users: 1, data_keys: 1, files: 3 });
    // Begun again after a restart, it finds that it is done.
    expect(await eraseOrganizationJob.run(context)).toMatchObject({ rows: erased.rows });

    expect(await rowsLeft(world.acme)).toEqual({});
    expect(await world.sql("select from organizations where id = $1", [world.acme])).toEqual([]);
    expect(await rowsLeft(world.other)).toEqual(others);
    expect(
      existsSync(path.join(store.directory, String(world.acme)))
        ? store.files().filter((name) => name.startsWith(`${world.acme}/`))
        : [],
    ).toEqual([]);
    const [kept] = await world.sql<{ username: string; organization_id: number; is_active: boolean }>(
      "select username, organization_id, is_active from users where id = $1",
      [former.id],
    );
    expect(kept).toEqual({
      username: `former-user-${former.id}`,
      organization_id: second.organizationId,
      is_active: false,
    });
    const left = await dump(world.sql);
    for (const word of [MARK, "Acme's own report", client.email, former.email])
      expect([word, mentions(left, word)]).toEqual([word, []]);
    await expect(enter(client.username)).rejects.toThrow("refused");

    expect(await events(world.acme)).toEqual([
      ...["ERASURE_REQUESTED", "ERASURE_CONFIRMED", "ERASE", "ORGANIZATION_ERASED"],
    ]);
    const [said] = await world.sql(
      "select user_id, new_values from audit_log where action = 'ORGANIZATION_ERASED' and organization_id = $1",
      [world.acme],
    );
    expect(said).toMatchObject({ user_id: second.id, new_values: { erasure: id, rows: erased.rows } });
    expect(await stateOf(id)).toBe("erased");
  });

  it("leaves a trail that verifies, also in a backup of it", async () => {
    await seal();
    const verdict = await verifyAudit(world.superuser.caller, { witness: process.env.SECURESPHERE_WITNESS_DIR });
    expect(verdict).toMatchObject({ ok: true, witnessed: true });
    expect(verdict.erased).toBeGreaterThan(50);
    const backup = await makeBackup(operator, { trigger: "person", jobId: null, ...quietly() });
    const database = await createEmptyDatabase();
    try {
      const place = await emptyDatabase(database.url, `file:${path.join(kept.home, "restored")}`);
      const role = { password: "for the restored one" };
      const restored = await restoreBackup({ from: backup.name, place, role, reads: restoredReads, ...quietly() });
      expect(restored.problems).toEqual([]);
      const client = new Client(database.url);
      await client.connect();
      try {
        const sql = async <Row>(text: string) => (await client.query(text)).rows as Row[];
        expect(mentions(await dump(sql), MARK)).toEqual([]);
      } finally {
        await client.end();
      }
    } finally {
      await database.drop();
    }
  });
});
