import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { holdFiles } from "@/db/backup/snapshot";
import { addAnswered } from "@/e2e/support/answered";
import { quietly, useBackups } from "@/e2e/support/backups";
import { pdf } from "@/e2e/support/files";
import { seal, tamper, useWitness } from "@/e2e/support/sealed";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { saveQuestionnaireResponse } from "@/lib/assessment/save-questionnaire-response";
import { storeEvidence } from "@/lib/assessment/store-evidence";
import { systemCaller } from "@/lib/kernel/actor";
import { releaseFile } from "@/lib/vault/release-file";
import { restoredReads } from "@/server/restored-reads";
import { getBackup } from "./get-backup";
import { makeBackup } from "./make/make-backup";
import { verifyBackup } from "./verify/verify-backup";

const world = useWorld();
const store = useStore();
const kept = useBackups();
useWitness();
const job = systemCaller("job:backup-create");

let product: Awaited<ReturnType<typeof addAnswered>>;
const attach = (content: Buffer, filename = "proof.pdf") =>
  storeEvidence(world.client.caller, {
    responseId: product.responses[0]!,
    filename,
    declaredType: "application/pdf",
    stream: (async function* () {
      yield content;
    })(),
  });
const proof = (bytes = 200_000) => Buffer.concat([pdf(), randomBytes(bytes)]);

beforeAll(async () => {
  product = await addAnswered(world, 5);
  for (let i = 0; i < 3; i++) await attach(proof(), `proof-${i}.pdf`);
});

const make = (how = quietly()) => makeBackup(job, { trigger: "person", jobId: null, ...how });
const verify = (backup: { id: number; name: string; sha256: string | null }) =>
  verifyBackup(job, { backup, reads: restoredReads, ...quietly() });
const events = async (id: number) =>
  (
    await world.sql<{ action: string }>(
      "select action from audit_log where table_name = 'backups' and record_id = $1 and action like 'BACKUP%' order by id",
      [id],
    )
  ).map(({ action }) => action);

describe("a backup", { timeout: 120_000 }, () => {
  it("holds every row and every file, and is proven by restoring it", async () => {
    const made = await make();
    expect(made.evidence).toEqual({ files: 3, bytes: expect.any(Number), missing: 0, examples: [] });
    expect(kept.files()).toEqual([`${made.name}.tar.age`]);
    const outcome = await verify(made);
    expect(outcome.error).toBeUndefined();
    expect(outcome.status).toBe("passed");
    expect(outcome.checked).toMatchObject({
      evidence_files: 3,
      rows: made.rows,
      reads: restoredReads.map(({ name }) => name),
    });
    expect(outcome.checked!.audit_rows).toBeGreaterThan(50);
    expect(await getBackup(world.superuser.caller, { backup_id: made.id })).toMatchObject({
      status: "done",
      sha256: made.sha256,
      verification: { status: "passed", error: null },
    });
    expect(await events(made.id)).toEqual(["BACKUP_MADE", "BACKUP_VERIFIED"]);
    expect(kept.scratch()).toEqual([]);
  });

  it("is of one moment while answers and files keep coming", async () => {
    let over = false;
    const writing = (async () => {
      for (let i = 0; !over; i++) {
        await saveQuestionnaireResponse(world.client.caller, {
          product_id: product.id,
          question_id: product.questions[i % 5]!.id,
          option_id: product.questions[i % 5]!.options[i % 3]!.id,
        });
        if (i % 5 === 0) await attach(proof(2_000), `late-${i}.pdf`);
        await turn();
      }
    })();
    const made = await make().finally(() => (over = true));
    await writing;
    const outcome = await verify(made);
    expect(outcome).toMatchObject({
      status: "passed",
      checked: { rows: made.rows, evidence_files: made.evidence.files },
    });
    const [now] = await world.sql<{ n: number }>("select count(*)::int as n from audit_log");
    expect(outcome.checked!.audit_rows).toBeLessThan(now!.n);
  });

  it("of a trail that was changed behind the application's back is no good one", async () => {
    await seal();
    const [entry] = await world.sql<{ id: number; actor: string }>(
      "select id, actor from audit_log order by id limit 1",
    );
    await tamper(world, `update audit_log set actor = 'nobody' where id = ${entry!.id}`);
    const outcome = await verify(await make());
    await tamper(world, `update audit_log set actor = '${entry!.actor}' where id = ${entry!.id}`);
    expect(outcome.status).toBe("failed");
    expect(outcome.error).toContain(`reading seal of the audit trail failed`);
    expect(outcome.error).toContain(String(entry!.id));
  });

  it("keeps files from being removed, and another from being made, until it is done", async () => {
    const { evidence } = await attach(proof(), "swept.pdf");
    const [row] = await world.sql<{ organization_id: number; sha256: string }>(
      "select organization_id, sha256 from evidence where id = $1",
      [evidence.id],
    );
    const file = { organizationId: row!.organization_id, sha256: row!.sha256 };
    await world.sql("delete from response_evidence where evidence_id = $1", [evidence.id]);
    await world.sql("delete from evidence where id = $1", [evidence.id]);
    const there = () => store.files().some((name) => name.endsWith(file.sha256));
    const hold = await holdFiles(world.database.ownerUrl);
    await releaseFile(file);
    expect(there()).toBe(true);
    await expect(make()).rejects.toThrow("Another backup is being made");
    await hold!.release();
    await releaseFile(file);
    expect(there()).toBe(false);
  });

  it("that was changed at the target is found out, wherever it was changed", async () => {
    const made = await make();
    const places = [200, Math.floor(made.bytes / 2)];
    for (const at of places) {
      const outcome = await kept.changed(
        made.name,
        (bytes) => {
          bytes[at]! ^= 4;
          return bytes;
        },
        () => verify(made),
      );
      expect(outcome).toMatchObject({
        status: "failed",
        error: expect.stringMatching(/damaged|does not open with any key/),
      });
    }
    const cut = await kept.changed(
      made.name,
      (bytes) => bytes.subarray(0, -1000),
      () => verify(made),
    );
    expect(cut).toMatchObject({ status: "failed", error: expect.stringMatching(/its end is cut off/) });
    rmSync(kept.fileOf(made.name));
    expect(await verify(made)).toMatchObject({ status: "failed", error: "It is not at the target any more." });
    const told = await world.sql(
      "select from notifications where user_id = $1 and kind = 'backup_failed' and link = $2",
      [world.superuser.id, `/admin/backups?backup=${made.id}`],
    );
    expect(told).toHaveLength(1);
  });

  it("under another's name is found out", async () => {
    const [first, second] = [await make(), await make()];
    writeFileSync(kept.fileOf(first.name), readFileSync(kept.fileOf(second.name)));
    expect(await verify(first)).toMatchObject({
      status: "failed",
      error: expect.stringMatching(/under another name; its file is not/),
    });
  });

  it("names the files that were lost or damaged before", async () => {
    const [lost, damaged] = store.files().filter((name) => !name.startsWith("staging"));
    const good = readFileSync(path.join(store.directory, lost!));
    const whole = readFileSync(path.join(store.directory, damaged!));
    rmSync(path.join(store.directory, lost!));
    const changed = Buffer.from(whole);
    changed[changed.length - 20]! ^= 1;
    writeFileSync(path.join(store.directory, damaged!), changed);
    const made = await make();
    expect(made.evidence).toMatchObject({ missing: 1, examples: [expect.stringContaining(path.basename(lost!))] });
    const { status, error } = await verify(made);
    expect(status).toBe("failed");
    expect(error).toContain("1 files were missing when the backup was made");
    expect(error).toContain("1 files are damaged");
    expect(error).toContain(path.basename(damaged!));
    writeFileSync(path.join(store.directory, lost!), good);
    writeFileSync(path.join(store.directory, damaged!), whole);
  });

  it("that is stopped, or cannot be written, leaves nothing behind and says why", async () => {
    const stopping = new AbortController();
    const before = kept.files();
    const stopped = make({
      signal: stopping.signal,
      progress: (_share?: number, step?: string) => {
        if (step?.startsWith("Reading evidence")) stopping.abort(new Error("enough"));
      },
    } as ReturnType<typeof quietly>);
    await expect(stopped).rejects.toThrow("enough");
    expect(kept.files()).toEqual(before);
    const [row] = await world.sql<{ id: number; status: string; error: string }>(
      "select id, status, error from backups order by id desc limit 1",
    );
    expect(row).toMatchObject({ status: "failed", error: "It was stopped." });
    expect(await events(row!.id)).toEqual(["BACKUP_FAILED"]);
  });
});
