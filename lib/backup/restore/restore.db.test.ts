import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { Client } from "pg";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { beginRestoration } from "@/db/backup/restoration";
import { addAnswered } from "@/e2e/support/answered";
import { quietly, useBackups } from "@/e2e/support/backups";
import { pdf } from "@/e2e/support/files";
import { createEmptyDatabase } from "@/e2e/support/test-database";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { storeEvidence } from "@/lib/assessment/store-evidence";
import { makeBackup } from "@/lib/backup/make/make-backup";
import { writeBackup } from "@/lib/backup/make/write-backup";
import { openTarget } from "@/lib/backup/target/open-target";
import { systemCaller } from "@/lib/kernel/actor";
import { config } from "@/lib/kernel/config";
import { openFileStore } from "@/lib/vault/file-store";
import { restoredReads } from "@/server/restored-reads";
import { emptyDatabase, emptyDirectory } from "./place";
import { restoreBackup } from "./restore-backup";

const world = useWorld();
useStore();
const kept = useBackups();
const ours = readMigrationFiles({ migrationsFolder: "db/migrations" }).map(({ hash, folderMillis }) => ({
  hash,
  created_at: folderMillis,
}));

const emptied: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const drop of emptied.splice(0)) await drop();
});

/** An empty database with an empty store. */
async function place() {
  const database = await createEmptyDatabase();
  emptied.push(database.drop);
  const directory = path.join(kept.home, `store-${path.basename(new URL(database.url).pathname)}`);
  const files = openFileStore(directory);
  return {
    ...database,
    files,
    empty: () => emptyDatabase(database.url, `file:${directory}`),
    async query<Row>(text: string): Promise<Row[]> {
      const client = new Client(database.url);
      await client.connect();
      try {
        return (await client.query(text)).rows as Row[];
      } finally {
        await client.end();
      }
    },
    /** How much stands there: relations of the database, and files. */
    async holds() {
      const [relations] = await this.query<{ n: number }>(
        "select count(*)::int as n from pg_class where relnamespace::regnamespace::text in ('public', 'app', 'drizzle')",
      );
      let stored = 0;
      for await (const page of files.list()) stored += page.length;
      return [relations!.n, stored];
    },
  };
}

const restore = async (from: string, into: Awaited<ReturnType<typeof place>>) =>
  restoreBackup({
    from,
    place: await into.empty(),
    role: { password: "restored" },
    reads: restoredReads,
    ...quietly(),
  });

let backup: Awaited<ReturnType<typeof makeBackup>>;
beforeAll(async () => {
  const product = await addAnswered(world, 5);
  await storeEvidence(world.client.caller, {
    responseId: product.responses[0]!,
    filename: "proof.pdf",
    declaredType: "application/pdf",
    stream: (async function* () {
      yield pdf();
    })(),
  });
  backup = await makeBackup(systemCaller("cli"), { trigger: "person", jobId: null, ...quietly() });
});

describe("a restore", { timeout: 120_000 }, () => {
  it("brings back rows, files, rules and numbers, and proves it", async () => {
    const there = await place();
    const restored = await restore(backup.name, there);
    expect(restored).toMatchObject({ name: backup.name, rows: backup.rows, evidence_files: 1, problems: [] });
    const trail = "select md5(string_agg(l::text, '' order by id)) as trail from audit_log l where id <= ";
    const [last] = await there.query<{ id: number }>(
      "select max(id)::int as id from audit_log where action = 'INSERT' and table_name = 'backups'",
    );
    // The row of the backup itself was written before its moment; everything until then is as it was, letter for letter.
    const [before] = await world.sql<{ trail: string }>(trail + last!.id);
    const [after] = await there.query<{ trail: string }>(trail + last!.id);
    expect(after).toEqual(before);
    const rules = `select json_build_object(
      'triggers', (select json_agg(x order by x) from (select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text as x from pg_trigger where not tgisinternal) s),
      'keys', (select json_agg(x order by x) from (select conrelid::regclass || ' ' || conname || pg_get_constraintdef(oid) as x from pg_constraint where contype in ('f', 'p', 'u', 'c') and connamespace = 'public'::regnamespace) s),
      'forced', (select json_agg(relname order by relname) from pg_class where relforcerowsecurity),
      'policies', (select json_agg(x order by x) from (select tablename || ' ' || policyname || coalesce(qual, '') as x from pg_policies where policyname <> 'kernel') s)) as rules`;
    expect(await there.query(rules)).toEqual(await world.sql(rules));
    const sequence = "select last_value::int as n from users_id_seq";
    expect(await there.query(sequence)).toEqual(await world.sql(sequence));
    expect(await there.query("select from sessions where ended_at is null")).toEqual([]);
    expect(await there.query("select from audit_log where action = 'BACKUP_RESTORED'")).toHaveLength(1);
    // What was being made in it is not said to be under way, nor to have failed.
    expect(await there.query("select status from backups")).toEqual([{ status: "done" }]);
  });

  it("is refused where anything stands already, and changes nothing there", async () => {
    const there = await place();
    await there.query("create table theirs (id integer)");
    await expect(restore(backup.name, there)).rejects.toThrow(/database is not empty \(it has public\.theirs\)/);
    expect(await there.holds()).toEqual([1, 0]);

    const directory = path.join(kept.home, "filled");
    mkdirSync(directory);
    writeFileSync(path.join(directory, "notes.txt"), "mine");
    await expect(emptyDirectory(directory, () => undefined)).rejects.toThrow(/is not empty \(it has notes\.txt\)/);
    expect(readFileSync(path.join(directory, "notes.txt"), "utf8")).toBe("mine");

    const filled = await place();
    const staged = await filled.files.stage();
    await staged.write(Buffer.from("x"));
    await staged.keep({ organizationId: 1, sha256: createHash("sha256").update("x").digest("hex") });
    await expect(restore(backup.name, filled)).rejects.toThrow(/evidence store .* is not empty/);
    expect(await filled.holds()).toEqual([0, 1]);
  });

  it("of a damaged, cut off or unknown backup is refused before anything is touched", async () => {
    const there = await place();
    const flip = (at: number) => (bytes: Buffer) => {
      bytes[at]! ^= 1;
      return bytes;
    };
    const middle = Math.floor(backup.bytes / 2);
    for (const change of [
      flip(150),
      flip(middle),
      flip(backup.bytes - 2),
      (bytes: Buffer) => bytes.subarray(0, middle),
    ]) {
      await expect(kept.changed(backup.name, change, () => restore(backup.name, there))).rejects.toThrow(
        /damaged|does not open with any key/,
      );
      expect(await there.holds()).toEqual([0, 0]);
    }
    await expect(restore("20200101T000000Z-00000000", there)).rejects.toThrow(/There is no backup/);
    const elsewhere = path.join(kept.home, "strange.tar.age");
    await writeBackup({
      name: "20200101T000000Z-00000001",
      key: { id: "strange", key: Buffer.alloc(32, 99) },
      databaseUrl: world.database.ownerUrl,
      store: openFileStore(path.join(kept.home, "none")),
      target: {
        ...openTarget(),
        put: async (_name, content) => {
          const bytes = await buffer(content);
          writeFileSync(elsewhere, bytes);
          return bytes.length;
        },
      },
      ...quietly(),
    });
    await expect(restore(elsewhere, there)).rejects.toThrow(
      /does not open with any key of SECURESPHERE_ENCRYPTION_KEYS/,
    );
    expect(await there.holds()).toEqual([0, 0]);
  });

  it("of a newer or strange version says so and changes nothing", async () => {
    const there = await place();
    const auditMonths = ["2026-11-01"];
    const newer = [...ours, { hash: "later", created_at: Date.now() }];
    await expect(beginRestoration(there.url, { migrations: newer, auditMonths })).rejects.toThrow(
      /newer version \(\d+ migrations, this one has \d+\)\. Upgrade first/,
    );
    const strange = [...ours.slice(0, 3), { ...ours[3]!, hash: "changed" }];
    await expect(beginRestoration(there.url, { migrations: strange, auditMonths })).rejects.toThrow(
      /migration 4 is not one of this version/,
    );
    expect(await there.holds()).toEqual([0, 0]);
  });

  it("of an older version comes back at its version, then is brought up to date", async () => {
    const older = await place();
    const then = await beginRestoration(older.url, {
      migrations: ours.slice(0, 20),
      auditMonths: [`${new Date().toISOString().slice(0, 7)}-01`],
    });
    await then.complete([]);
    await then.commit();
    await then.close();
    await older.query(
      "begin; select app.enter_system('system:test', '{}'); insert into organizations (name) values ('Of old'); commit",
    );
    const name = "20250101T000000Z-0000000a";
    await writeBackup({
      name,
      key: config().encryptionKeys[0]!,
      databaseUrl: older.url,
      store: older.files,
      target: openTarget(),
      ...quietly(),
    });
    const there = await place();
    const restored = await restore(name, there);
    expect(restored).toMatchObject({ name, problems: [], evidence_files: 0 });
    expect(await there.query("select name from organizations")).toEqual([{ name: "Of old" }]);
    expect(await there.query("select count(*)::int as n from drizzle.__drizzle_migrations")).toEqual([
      { n: ours.length },
    ]);
    rmSync(kept.fileOf(name));
  });
});
