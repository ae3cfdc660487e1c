import { mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { quietly, useBackups } from "@/e2e/support/backups";
import { seal, useWitness } from "@/e2e/support/sealed";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { makeBackup } from "@/lib/backup/make/make-backup";
import { verifyBackup } from "@/lib/backup/verify/verify-backup";
import { systemCaller } from "@/lib/kernel/actor";
import { restoredReads } from "@/server/restored-reads";
import { archiveMonths } from "./archive-months";
import { monthsBefore } from "./months";

const world = useWorld();
useStore();
useBackups();
useWitness();
const directory = mkdtempSync(path.join(os.tmpdir(), "archive-"));
process.env.SECURESPHERE_ARCHIVE_DIR = directory;
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const cli = systemCaller("cli");

it("a backup made after archiving verifies with the archived months, and names one that is missing", async () => {
  const month = monthsBefore(new Date(), 8).slice(0, 7);
  await world.sql("select app.ensure_audit_partitions($1::date, 1)", [`${month}-01`]);
  await world.sql(
    `insert into audit_log (timestamp, actor, action, organization_id)
     select $1::timestamptz + i * interval '1 hour', 'writer', 'READ', $2 from generate_series(1, 50) i`,
    [`${month}-01T00:00:00Z`, world.acme],
  );
  await seal();
  const { months } = await archiveMonths(cli, { before: monthsBefore(new Date(), 6).slice(0, 7) });
  expect(months).toMatchObject([{ month, entries: 50, outcome: "archived" }]);
  await seal();

  const backup = await makeBackup(cli, { trigger: "person", jobId: null, ...quietly() });
  const verify = () => verifyBackup(cli, { backup, reads: restoredReads, ...quietly() });
  expect(await verify()).toMatchObject({ status: "passed" });
  const file = path.join(directory, readdirSync(directory)[0]!);
  renameSync(file, `${file}.away`);
  const outcome = await verify();
  expect(outcome.status).toBe("failed");
  expect(outcome.error).toContain(month);
}, 120_000);
