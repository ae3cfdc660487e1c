import { beforeEach, describe, expect, it } from "vitest";
import { attachEvidence } from "@/lib/assessment/attach-evidence";
import { closeRound } from "@/lib/assessment/close-round";
import { listResponseEvidence } from "@/lib/assessment/list-response-evidence";
import { storePlatformState } from "@/lib/assessment/store-platform-state";
import { sealTrail } from "@/lib/audit/seal-trail";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { getPlatformState } from "@/lib/health/platform-state/get-platform-state";
import { statementText } from "@/lib/health/platform-state/statement";
import { openEvidence } from "@/lib/vault/open-evidence";
import { addAnswered, addSubmitted } from "./support/answered";
import { countStatements } from "./support/count-statements";
import { useStore } from "./support/vault";
import { anonymous, useWorld } from "./support/world";

/* The platform states how it looks after itself, and the statement is evidence like any other, but by the system. */
const world = useWorld();
useStore();
beforeEach(async () => {
  await world.sql("delete from backups");
});

const backup = (days: number, verification: "passed" | "failed" | null) =>
  world.sql(
    `insert into backups (name, trigger, target, ring_key_id, status, created_at, ended_at, bytes, verification, verified_at, verification_ms)
     values (to_char(now() - make_interval(days => $1), 'YYYYMMDD"T"HH24MISS"Z"') || '-' || substr(md5(random()::text), 1, 8),
       'schedule', '/secret/place', 'test', 'done', now() - make_interval(days => $1), now(), 4096, $2::text,
       case when $2::text is not null then now() end, case when $2::text is not null then 900 end)`,
    [days, verification],
  );

describe("the statement", () => {
  it("says how trail, backups, retention and keys stand, from their own records", async () => {
    await backup(3, "passed");
    await backup(1, "failed");
    await world.sql("insert into legal_holds (organization_id, reason, set_by) values ($1, 'Secret matter', $2)", [
      world.acme,
      world.superuser.id,
    ]);
    await sealTrail(anonymous, {});
    const verdict = await verifyAudit(world.superuser.caller, {});
    const state = await getPlatformState(world.superuser.caller, {});
    const [last] = await world.sql<{ n: number; root: string }>(
      "select n, root from audit_checkpoints order by n desc limit 1",
    );
    expect(state).toMatchObject({
      format: "securesphere.platform-state",
      audit: {
        checkpoint: { n: last!.n, root: last!.root },
        last_verification: { ok: true, entries: verdict.entries, problems: 0 },
      },
      backups: {
        keep: { days: expect.any(Number) },
        last_good: { size: 4096, verification_ms: 900 },
        last_tried: { status: "done", verification: "failed" },
      },
      retention: { legal_holds: 1, audit_months: null, content_days: null },
      keys: { ring_keys: 1 },
    });
    // A part of the trail that was verified is not all of it.
    await verifyAudit(world.superuser.caller, { from: new Date(Date.now() - 60_000).toISOString() });
    const again = await getPlatformState(world.superuser.caller, {});
    expect(again.audit.last_verification).toEqual(state.audit.last_verification);
    const text = statementText(state);
    expect(text).toContain(`checkpoint ${last!.n},`);
    expect(text).toMatch(/Last verification of all of it\s+passed/);
    expect(text).toMatch(/Old messages\s+not archived/);
    const archiving = { ...state, retention: { ...state.retention, content_days: 90 } };
    expect(statementText(archiving)).toMatch(/Old messages\s+archived after 90 days/);
    for (const named of [text, JSON.stringify(state)])
      for (const secret of ["Acme", "Secret matter", "/secret/place", world.superuser.email, "test-key"])
        expect(named).not.toContain(secret);
  });

  it("names what is wrong: no backup, one that is late", async () => {
    await world.sql("update backup_settings set enabled = true, since = now() - interval '90 days'");
    const none = statementText(await getPlatformState(world.superuser.caller, {}));
    expect(none).toMatch(/Standing\s+LATE/);
    expect(none).toMatch(/Last one restored and found whole\s+NONE/);
    await world.sql("update backup_settings set enabled = false");
    expect(statementText(await getPlatformState(world.superuser.caller, {}))).toMatch(/Standing\s+SWITCHED OFF/);
    await world.sql("update backup_settings set enabled = true, since = now()");
  });

  it("costs the same number of statements whatever there is", async () => {
    const before = await countStatements(() => getPlatformState(world.superuser.caller, {}));
    for (const days of [1, 2, 3]) await backup(days, "passed");
    expect(await countStatements(() => getPlatformState(world.superuser.caller, {}))).toBe(before);
  });
});

describe("as evidence", () => {
  it("is two files by the system that an answer has like any other", async () => {
    await backup(1, "passed");
    const product = await addAnswered(world, 1);
    const response_id = product.responses[0]!;
    const { evidence } = await storePlatformState(world.superuser.caller, { product_id: product.id });
    expect(evidence.map(({ filename }) => filename.replace(/\d{4}-\d\d-\d\d \d{6}Z/, "AT"))).toEqual([
      "Platform state AT.txt",
      "Platform state AT.json",
    ]);
    for (const { id } of evidence) await attachEvidence(world.superuser.caller, { response_id, evidence_id: id });
    const { evidence: listed } = await listResponseEvidence(world.lead.caller, { response_id });
    expect(listed.map(({ origin }) => origin)).toEqual(["system", "system"]);
    const [text, json] = await Promise.all(
      evidence.map(async ({ id }) => new Response((await openEvidence(world.lead.caller, { id })).body).text()),
    );
    expect(statementText(JSON.parse(json!) as Parameters<typeof statementText>[0])).toBe(text);
    const [added] = await world.sql<{ user_id: number; new_values: object }>(
      "select user_id, new_values from audit_log where table_name = 'evidence' and record_id = $1 and action = 'INSERT'",
      [evidence[0]!.id],
    );
    expect(added).toMatchObject({
      user_id: world.superuser.id,
      new_values: { origin: "system", sha256: evidence[0]!.sha256 },
    });
  });

  it("is stored by nobody who may not see it, or not answer", async () => {
    const product = await addSubmitted(world, 1);
    const input = { product_id: product.id };
    for (const [person, code] of [
      [world.client, "forbidden"],
      [world.lead, "forbidden"],
      [world.stranger, "not_found"],
      [world.analyst, "not_found"],
    ] as const)
      await expect(storePlatformState(person.caller, input)).rejects.toMatchObject({ code });
    await closeRound(world.lead.caller, { ...input, number: 1 });
    await expect(storePlatformState(world.superuser.caller, input)).rejects.toMatchObject({ code: "locked" });
  });
});
