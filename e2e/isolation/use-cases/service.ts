import { randomUUID } from "node:crypto";
import { fileOf, legacyDatabase } from "@/e2e/support/legacy-database";
import { sqliteOf, systemFile } from "@/e2e/support/system-database";
import type { ArchiveRow } from "@/db/queries/audit/archives";
import { entryKey } from "@/lib/audit/entry-key";
import { openSystemFile } from "@/lib/legacy/intelligence/open-file";
import { MOVERS } from "@/lib/legacy/intelligence/tables";
import { openLegacyFile } from "@/lib/legacy/legacy-file";
import { Report } from "@/lib/legacy/report";
import { readTables } from "@/lib/legacy/read-tables";
import { EVERYONE, may, NOBODY, OWN_JOB, SUPERUSER, SUPERUSER_FINDS, withoutPerson, type Table } from "./expected";
import type { Accounts } from "./place";

const nothing = () => ({});
const aboutAcme = ({ acme }: Accounts) => ({ organization_id: acme });

/** A database of the original system with one account, of Acme's. */
async function legacyFile({ unique }: Accounts) {
  const user = { id: 1, username: unique, email: `${unique}@legacy.test`, role: "client", organization: "Acme" };
  const database = await legacyDatabase("manager", { users: [user] });
  const bytes = database.export();
  database.close();
  return fileOf(bytes);
}

/** A database of an analysts' system with one source. */
async function aboutSystem({ acme, unique }: Accounts) {
  const bytes = await sqliteOf({ sources: [{ id: 1, platform: "Telegram", source_handle: unique }] });
  const facts = {
    agency: String(acme),
    supplied_by: "Port police",
    authority: "Order 12",
    keeps_administrators: false,
  };
  return { ...facts, file: await openSystemFile(systemFile(bytes)), fingerprint: [unique] };
}
const unhindered = { signal: new AbortController().signal, progress: () => undefined };
const noLines = { lines: [], unread: [], sha256: "", from: 0, now: 0 };
const begunFor = ({ acme }: Accounts) => ({
  ...{ organizationId: acme, originId: 1, importId: 1, responsibleId: null, filename: "system.db" },
  ...{ keepsAdministrators: false, references: new Map<string, string>() },
  ...{ isAgain: true, isDone: true, firstFile: undefined },
});

const noVerdict = {
  ...{ ok: true, entries: 0, checkpoints: 0, erased: 0, last: null, problems: [], problem_count: 0, witnessed: false },
};

const nothingWritten = { file: "none", bytes: 0, sha256: "", entries: 1, checkpoint: 0 };
const noArchive = { month: "2001-01-01", file: "none", replaced_file: null } as ArchiveRow;

/** A month of which nothing was written. */
async function oldMonth<More extends object>(world: Accounts["world"], more?: More) {
  await world.sql("select app.ensure_audit_partitions('2001-01-01', 1)");
  return { month: "2001-01", ...more };
}

/** The trail, the outbox and the service itself. */
export const serviceTable: Table<Accounts> = {
  "audit.trail.read": may(SUPERUSER, aboutAcme),
  "audit.trail.list": may(SUPERUSER, aboutAcme),
  "audit.facets.list": may(SUPERUSER, nothing),
  "audit.trail.export": may(SUPERUSER, aboutAcme),
  "audit.trail.export 2": may(SUPERUSER, aboutAcme),
  "audit.trail.export, whole": may(SUPERUSER, aboutAcme),
  "audit.entry.get": may(SUPERUSER_FINDS, async ({ world, acme }) => {
    const [entry] = await world.sql<{ id: number; timestamp: string }>(
      `select id, to_char(timestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as timestamp
       from audit_log where organization_id = $1 order by id desc limit 1`,
      [acme],
    );
    return { key: entryKey(entry!.timestamp, entry!.id) };
  }),

  "audit.trail.seal": withoutPerson("job:sealer", "the clock seals"),
  "audit.witness.write": withoutPerson("job:sealer", "the witness keeps what was sealed"),
  "audit.sealing.check": withoutPerson("job:sealer", "the clock looks whether sealing lags"),
  "audit.sealing.get": may(SUPERUSER, nothing),
  "audit.checkpoints.export": may(SUPERUSER, nothing),
  "audit.checkpoints.export 2": may(SUPERUSER, () => ({ after: 0 })),
  "audit.checkpoints.export, whole": may(SUPERUSER, nothing),
  "audit.trail.export-file": may(SUPERUSER, () => ({ format: "jsonl" as const })),
  "audit.export.get": may("403 404 404  ok 404 404 404", ({ exportJob }) => ({ job_id: exportJob })),
  "audit.proof.read": may(SUPERUSER, nothing),
  "audit.proof.read 2": may(SUPERUSER, () => ({ from: null, to: null, after: 0, through: 1e9 })),
  "audit.proof.read 3": may(SUPERUSER, () => ({ from: null, to: null, after: 0 })),
  "audit.trail.verify": may(SUPERUSER, () => ({ verdict: noVerdict, range: {} })),
  "audit.verification.start": may(SUPERUSER, nothing),
  "audit.archive.list": may(SUPERUSER, nothing),
  "audit.archive.list-months": may(SUPERUSER, () => ({ before: "2020-01" })),
  "audit.archive.plan-month": may(SUPERUSER, ({ world }) => oldMonth(world), { shows: "it counts" }),
  "audit.archive.note": may(SUPERUSER, ({ world }) => oldMonth(world, { written: nothingWritten }), {
    ends: "conflict", // the month is empty
  }),
  "audit.archive.remove": may(SUPERUSER, ({ world }) => oldMonth(world), { ends: "conflict" }), // it has no archive
  "audit.archive.start": may(SUPERUSER, () => ({ before: "2020-01", dry_run: true })),
  "audit.archive.follow": withoutPerson("job:audit-clock", "the clock asks"),
  "audit.archive.search": may(SUPERUSER, aboutAcme),
  "audit.archive.search-start": may(SUPERUSER, aboutAcme),
  "audit.archive.erase": may(SUPERUSER, ({ acme }) => ({ organization_id: acme, reason: "Article 17" })),
  "audit.archive.replace": may(
    SUPERUSER,
    ({ acme }) => ({ organization_id: acme, reason: "Article 17", archive: noArchive, by: nothingWritten, erased: 0 }),
    { ends: "conflict" }, // there is no such archive
  ),
  "audit.archive.note-gone": may(SUPERUSER, () => ({ archive: noArchive })),
  "audit.hold.list": may(SUPERUSER, nothing),
  "audit.hold.set": may(SUPERUSER, async ({ world, acme }) => {
    await world.sql("update legal_holds set lifted_at = now(), lifted_reason = 'over' where lifted_at is null");
    return { organization_id: acme, reason: "A claim" };
  }),
  "audit.hold.lift": may(SUPERUSER_FINDS, async ({ world, acme }) => {
    await world.sql("update legal_holds set lifted_at = now(), lifted_reason = 'over' where lifted_at is null");
    const text = "insert into legal_holds (organization_id, reason) values ($1, 'A claim') returning id";
    const [hold] = await world.sql<{ id: number }>(text, [acme]);
    return { hold_id: hold!.id, reason: "Settled" };
  }),
  "audit.statistics.get": may(SUPERUSER, nothing),
  "audit.view.list": may(SUPERUSER, nothing),
  "audit.view.save": may(SUPERUSER, ({ unique }) => ({ name: unique, filters: "action=READ" })),
  "audit.view.delete": may(SUPERUSER_FINDS, ({ view }) => ({ id: view })),
  "vault.malware.note": may(" ok ok ok ok 403 ok ok", ({ acme }) => ({
    ...{ organizationId: acme, signature: "Eicar-Test-Signature", sha256: "", size: 68 },
  })),
  "vault.kept.write": may(EVERYONE, nothing, { shows: "the key of one's own organization" }),
  "vault.kept.read": may(EVERYONE, nothing, { shows: "the keys of one's own organization" }),

  "vault.keys.get": may(SUPERUSER, nothing),
  "vault.keys.request-rotation": may(SUPERUSER, aboutAcme),
  "vault.keys.rewrap": may(SUPERUSER, nothing),
  "vault.keys.list-organizations": may(SUPERUSER, nothing),
  "vault.key.renew": may(SUPERUSER, ({ acme }) => ({ organizationId: acme, since: new Date() })),
  "vault.secrets.reseal": may(SUPERUSER, ({ acme }) => ({
    keys: { organizationId: acme, current: { id: 1, key: Buffer.alloc(32) } } as never,
  })),
  "vault.files.list-outdated": may(SUPERUSER, ({ acme }) => ({ organizationId: acme, dataKeyId: 1, after: "" })),
  "vault.file.switch-key": may(SUPERUSER, ({ acme }) => ({
    file: { organizationId: acme, sha256: "00".repeat(32) },
    dataKeyId: 1,
  })),
  "vault.keys.note-rotation": may(SUPERUSER, ({ acme }) => ({ organizationId: acme, outcome: {} })),
  "vault.keys.list-retired": may(NOBODY, () => ({ before: new Date() }), { by: "job:vault" }),
  "vault.file.size": may(NOBODY, ({ acme }) => ({ organizationId: acme, sha256: "00".repeat(32) }), {
    by: "job:vault",
  }),
  "vault.key.destroy": may(NOBODY, ({ acme }) => ({ organizationId: acme, dataKeyId: 1 }), { by: "job:vault" }),

  "notify.mail.list": may(SUPERUSER, nothing),
  "notify.mail.read": may(SUPERUSER_FINDS, ({ mail }) => ({ mailId: mail })),
  "notify.mail.retry": may(SUPERUSER_FINDS, ({ mail }) => ({ mailId: mail }), { ends: "conflict" }), // no mail server
  "notify.mail.claim": withoutPerson("job:mail", "the delivery takes what is due"),
  "notify.mail.compose": withoutPerson("job:mail", "the delivery writes what notices ask for"),
  "notify.digest.compose": withoutPerson("job:mail", "the delivery writes the day's mail"),
  "notify.mail.unsubscribe": withoutPerson("system:mail", "whoever holds a mail may end mails like it"),
  "notify.due.remind": withoutPerson("job:reminders", "the clock reminds"),
  "notify.streams.check": withoutPerson("job:streams", "it asks whose streams must end"),
  "notify.mail.settle": withoutPerson("job:mail", "the delivery notes what became of it"),

  "jobs.job.get": may(OWN_JOB, ({ job }) => ({ job_id: job })),
  "jobs.job.list": may(EVERYONE, nothing),
  "jobs.job.list-all": may(SUPERUSER, nothing),
  "jobs.job.cancel": may(OWN_JOB, ({ job }) => ({ job_id: job })),
  "jobs.job.retry": may(OWN_JOB, ({ endedJob }) => ({ job_id: endedJob })),
  "jobs.job.claim": withoutPerson("job:runner", "the runner takes what waits"),
  "jobs.job.note": withoutPerson("job:runner", "the runner gives signs of life"),
  "jobs.job.end": withoutPerson("job:runner", "the runner says what came of it"),

  "backup.backup.list": may(SUPERUSER, nothing),
  "backup.backup.get": may(SUPERUSER_FINDS, ({ backup }) => ({ backup_id: backup })),
  "backup.backup.find": may(SUPERUSER_FINDS, async ({ world, backup }) => {
    const [row] = await world.sql<{ name: string }>("select name from backups where id = $1", [backup]);
    return { name: row!.name };
  }),
  "backup.work.list": may(SUPERUSER, nothing),
  "backup.settings.get": may(SUPERUSER, nothing),
  "backup.settings.save": may(SUPERUSER, async ({ world }) => {
    const [settings] = await world.sql<{ version: number }>("select version from backup_settings");
    const kept = { keep_days: 30, keep_weeks: 4, keep_months: 0, alarm_hours: 36 };
    return { enabled: true, schedule: "0 3 * * *", ...kept, version: settings!.version };
  }),
  "backup.backup.request": may(SUPERUSER, nothing),
  "backup.backup.request-verification": may(SUPERUSER_FINDS, ({ backup }) => ({ backup_id: backup })),
  "backup.backup.download": may(SUPERUSER_FINDS, ({ backup }) => ({ backup_id: backup })),
  "backup.backup.begin": may(SUPERUSER, () => ({
    name: randomUUID(),
    trigger: "person",
    jobId: null,
    target: "nowhere",
    ringKeyId: "test",
  })),
  "backup.backup.end": may(SUPERUSER_FINDS, ({ backup }) => ({ backup_id: backup, end: { status: "done" } })),
  "backup.backup.note-verification": may(SUPERUSER_FINDS, ({ backup }) => ({
    backup_id: backup,
    end: { status: "passed", ms: 1 },
  })),
  "backup.backup.list-prunable": may(SUPERUSER, nothing),
  "backup.backup.note-removed": may(SUPERUSER, ({ backup }) => ({ backup_id: backup, name: "gone" })),
  "backup.schedule.follow": withoutPerson("job:backup-clock", "the clock asks"),
  "backup.alarm.raise": withoutPerson("job:backup-clock", "the clock asks"),
  "backup.restore.settle": withoutPerson("cli", "whoever restores has all of it in hand"),

  "health.ready.check": withoutPerson("system:health", "whether the service answers at all is no secret"),
  "health.start.note": withoutPerson("system:start", "a server says that it started"),
  "health.database.get": may(SUPERUSER, nothing),
  "health.platform-state.get": may(SUPERUSER, nothing, { shows: "figures of the service" }),
  "health.stats.get": may(SUPERUSER, nothing),
  "health.activity.get": may(SUPERUSER, nothing),
  "health.alarms.get": may(SUPERUSER, nothing),
  "health.system.get": may(SUPERUSER, nothing),
  "health.system.get, whole": may(SUPERUSER, nothing),
  "health.settings.get": may(SUPERUSER, nothing),
  "health.alarms.save": may(SUPERUSER, async ({ world }) => {
    const [settings] = await world.sql<{ version: number }>("select version from alarm_settings");
    return { database_megabytes: 500, inactivity_hours: 0, sealing_seconds: 90, version: settings!.version };
  }),
  "health.metrics.get": may(SUPERUSER, nothing),
  "health.metrics.scrape": withoutPerson("system:health", "the transport asks for the operator's token before"),
  "health.sample.take": withoutPerson("job:health", "the clock notes how the service is"),
  "health.alarms.check": withoutPerson("job:health", "the clock looks for what is wrong"),
  "kernel.idempotency.expire": may(NOBODY, nothing, { by: "job:expire" }),

  "legacy.database.import": may(
    NOBODY,
    async (at) => ({ tables: readTables(await openLegacyFile(await legacyFile(at))), dryRun: false }),
    { by: "cli" },
  ),
  "legacy.intelligence.begin": may(NOBODY, aboutSystem, { by: "cli" }),
  "legacy.intelligence.rehearse": may(NOBODY, async (at) => ({ ...(await aboutSystem(at)), work: unhindered }), {
    by: "cli",
  }),
  "legacy.intelligence.move": may(
    NOBODY,
    (at) => ({ begun: begunFor(at), report: new Report(), given: { ...noLines, mover: MOVERS[0]! } }),
    { by: "cli" },
  ),
  "legacy.intelligence.end": may(NOBODY, (at) => ({ begun: begunFor(at), totals: { records: 0, left: 0, taken: 0 } }), {
    by: "cli",
  }),
  "legacy.intelligence.find": may(NOBODY, () => ({ table: "content", key: "1" }), { by: "cli" }),
  "legacy.database.import, whole": may(NOBODY, async (at) => ({ file: await legacyFile(at) }), { by: "cli" }),
};
