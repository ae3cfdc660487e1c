import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { disposeContent } from "@/db/queries/intelligence/disposals";
import type { DisposalPart } from "@/db/schema/intelligence/disposals";
import {
  addAgency,
  addCase,
  addContent,
  addDetection,
  addIdentifier,
  addKeyword,
  addSource,
  addSubject,
  type Agency,
} from "@/e2e/support/agency";
import { useStore } from "@/e2e/support/vault";
import { useWorld, type Person } from "@/e2e/support/world";
import { liftHold } from "@/lib/audit/hold/lift-hold";
import { setHold } from "@/lib/audit/hold/set-hold";
import { runJobs } from "@/lib/jobs/run-jobs";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { confirmDisposal } from "./confirm-disposal";
import { chainDigest, disposeJob } from "./dispose";
import { getRetention } from "./get-retention";
import { requestDisposal } from "./request-disposal";
import { saveRetention } from "./save-rule";
import { withdrawDisposal } from "./withdraw-disposal";

const world = useWorld();
useStore();
let agency: Agency;
let second: Person;
beforeAll(async () => {
  second = await world.addPerson("superuser", world.superuser.organizationId);
});

const LONG_AGO = "2020-01-01T00:00:00Z";
const count = async (table: string) =>
  (
    await world.sql<{ n: number }>(`select count(*)::int as n from ${table} where organization_id = $1`, [agency.id])
  )[0]!.n;

/** Five old messages and a new one; one old one is in a case, one has an escalated detection. */
async function fill() {
  agency = await addAgency(world);
  const source = await addSource(world, agency);
  const author = await addSubject(world, agency, { username: "gone" });
  await world.sql("update subjects set last_seen = $2 where id = $1", [author, LONG_AGO]);
  const rule = await addKeyword(world, agency, "offer");
  const ids: number[] = [];
  for (let n = 0; n < 6; n++) {
    const postedAt = n < 5 ? LONG_AGO : undefined;
    const text = `offer number ${n}, write to a${n}@example.test`;
    const subjectId = n < 3 ? author : undefined;
    ids.push(await addContent(world, agency, { text, sourceId: source, subjectId, postedAt, riskScore: 60 }));
    const detection = await addDetection(world, agency, { contentId: ids[n]!, ...rule });
    const identifier = await addIdentifier(world, agency, "email", `a${n}@example.test`);
    await world.sql("update identifiers set last_seen = $2, occurrences = 1 where id = $1", [
      identifier,
      postedAt ?? "now",
    ]);
    await world.sql(
      "insert into identifier_occurrences (organization_id, identifier_id, content_id, start_offset, end_offset) values ($1, $2, $3, 0, 5)",
      [agency.id, identifier, ids[n]],
    );
    if (n === 4)
      await world.sql(
        "update detections set status = 'escalated', reviewed_by = $2, reviewed_at = now() where id = $1",
        [detection, agency.member.id],
      );
  }
  const onCase = await addCase(world, agency, [agency.member]);
  await world.sql(
    "insert into content_case_links (organization_id, case_id, content_id, added_by) values ($1, $2, $3, $4)",
    [agency.id, onCase, ids[3], agency.member.id],
  );
  return { source, ids };
}

const disposeOf = command({
  action: "test.disposal.carry-out",
  input: z.object({ disposal_id: id(), part: z.custom<DisposalPart>() }),
  allow: () => true,
  run: ({ tx }, { disposal_id, part }) => disposeContent(tx, disposal_id, part, 10),
});

async function carryOut(until: () => Promise<boolean>) {
  const stop = runJobs([disposeJob], { atOnce: 1, log: (line) => expect.fail(line) });
  await expect.poll(until).toBe(true);
  await stop();
}

describe("retention", () => {
  it("shows what would go, and changes nothing; what a case or an escalation needs stays", async () => {
    const { source } = await fill();
    const { superuser } = world;
    const get = async () => (await getRetention(superuser.caller, { organization_id: agency.id }))!;
    expect((await get()).sources).toMatchObject([{ source_id: source, messages: 6, days: null, due: 0, kept: 0 }]);
    await saveRetention(superuser.caller, { organization_id: agency.id, days: 365 });
    expect((await get()).sources).toMatchObject([{ days: 365, own_rule: false, due: 3, kept: 2 }]);
    await saveRetention(superuser.caller, { organization_id: agency.id, source_id: source, days: 36_500 });
    expect((await get()).sources).toMatchObject([{ days: 36_500, own_rule: true, due: 0 }]);
    await saveRetention(superuser.caller, { organization_id: agency.id, source_id: source });
    expect((await get()).sources).toMatchObject([{ days: 365, due: 3 }]);
    expect(await count("content")).toBe(6);
    // An analyst sees the same of its own agency, and no other agency's.
    expect((await getRetention(agency.member.caller, {}))!.sources).toMatchObject([{ due: 3, kept: 2 }]);
    expect((await getRetention(agency.stranger.caller, {}))!.sources).toEqual([]);
    await expect(getRetention(agency.stranger.caller, { organization_id: agency.id })).rejects.toMatchObject({
      code: "forbidden",
    });
    const elsewhere = await addSource(world, { id: agency.stranger.organizationId });
    await expect(
      saveRetention(superuser.caller, { organization_id: agency.id, source_id: elsewhere, days: 3 }),
    ).rejects.toMatchObject({ extras: { fields: [{ path: "source_id" }] } });
  });

  it("disposes only when another person agreed, of what was agreed, and can say later which messages went", async () => {
    const { ids } = await fill();
    const { superuser } = world;
    await saveRetention(superuser.caller, { organization_id: agency.id, days: 365 });
    const asked = await requestDisposal(superuser.caller, { organization_id: agency.id, reason: "The time is over" });
    expect(asked.expected).toBe(3);
    const order = { disposal_id: asked.id };
    await expect(confirmDisposal(superuser.caller, order)).rejects.toMatchObject({ code: "forbidden" });
    await expect(confirmDisposal(agency.member.caller, order)).rejects.toMatchObject({ code: "forbidden" });
    await expect(confirmDisposal(agency.stranger.caller, order)).rejects.toMatchObject({ code: "not_found" });
    await expect(
      requestDisposal(agency.member.caller, { organization_id: agency.id, reason: "Twice" }),
    ).rejects.toMatchObject({ code: "invalid" });
    // Nor does the database let the rows go before, whoever asks.
    await expect(world.sql("select app.dispose_content($1, 1, now(), 10)", [asked.id])).rejects.toThrow(
      /not confirmed/,
    );
    const texts = await world.sql<{ id: number; text: string }>(
      "select id, text from content where id = any ($1) order by id",
      [ids.slice(0, 3)],
    );
    await confirmDisposal(second.caller, order);
    // Confirmed, only what was agreed to goes: no later messages, and of no other source.
    const [agreed] = (
      await world.sql<{ parts: DisposalPart[] }>("select parts from disposals where id = $1", [asked.id])
    )[0]!.parts as [DisposalPart];
    for (const part of [
      { ...agreed, before: new Date().toISOString() },
      { ...agreed, source_id: await addSource(world, agency) },
    ])
      await expect(disposeOf(superuser.caller, { disposal_id: asked.id, part })).rejects.toThrow(/not confirmed/);
    const disposal = async () => (await getRetention(superuser.caller, { organization_id: agency.id }))!.disposals[0]!;
    await carryOut(async () => (await disposal()).state === "done");

    const left = await world.sql<{ id: number }>("select id from content where organization_id = $1 order by id", [
      agency.id,
    ]);
    expect(left.map(({ id }) => id)).toEqual(ids.slice(3));
    const lines = texts.map(({ id, text }) => `${id}:${createHash("sha256").update(text).digest("hex")}`);
    expect(await disposal()).toMatchObject({
      messages: 3,
      detections: 3,
      identifiers: 3,
      subjects: 1,
      requester: expect.any(String),
      confirmer: expect.any(String),
      digest: chainDigest("", lines.join("\n")),
    });
    expect([await count("detections"), await count("identifiers"), await count("subjects")]).toEqual([3, 3, 0]);
    const events = await world.sql<{ action: string }>(
      "select action, user_id, reason from audit_log where table_name = 'disposals' and action like 'DISPOS%' and organization_id = $1 order by id",
      [agency.id],
    );
    expect(events).toMatchObject([
      { action: "DISPOSAL_REQUESTED", user_id: superuser.id, reason: "The time is over" },
      { action: "DISPOSAL_CONFIRMED", user_id: second.id },
      { action: "DISPOSED", user_id: second.id },
    ]);
    // The trail says which rows went, and nothing of what they said.
    const trail = await world.sql<{ old_values: { text: string } }>(
      "select old_values from audit_log where table_name = 'content' and action = 'DELETE' and organization_id = $1",
      [agency.id],
    );
    expect(trail.map(({ old_values }) => old_values.text)).toEqual(Array(3).fill("[redacted]"));
  });

  it("stops at a legal hold, also one that is set when everybody has agreed", async () => {
    await fill();
    const { superuser } = world;
    await saveRetention(superuser.caller, { organization_id: agency.id, days: 365 });
    const asked = await requestDisposal(agency.member.caller, { organization_id: agency.id, reason: "Time" });
    await confirmDisposal(second.caller, { disposal_id: asked.id });
    const hold = await setHold(superuser.caller, { organization_id: agency.id, reason: "A claim" });
    const job = async () =>
      (await getRetention(superuser.caller, { organization_id: agency.id }))!.job as {
        status: string;
        error: string | null;
      };
    await carryOut(async () => (await job()).status === "failed");
    expect((await job()).error).toMatch(/legal hold/);
    expect(await count("content")).toBe(6);
    await liftHold(superuser.caller, { hold_id: hold.id, reason: "Settled" });
    await world.sql(
      "update jobs set status = 'queued', attempts = 0, ended_at = null, error = null where organization_id = $1",
      [agency.id],
    );
    await carryOut(async () => (await count("content")) === 3 && (await job()) === null);
    await setHold(superuser.caller, { organization_id: agency.id, reason: "Another" });
    await expect(requestDisposal(superuser.caller, { organization_id: agency.id, reason: "x" })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/legal hold/),
    });
  });

  it("can be called off by who asked and by superusers, until it is confirmed", async () => {
    await fill();
    await saveRetention(world.superuser.caller, { organization_id: agency.id, days: 365 });
    const ask = async () =>
      (await requestDisposal(agency.member.caller, { organization_id: agency.id, reason: "Time" })).id;
    const first = await ask();
    await expect(withdrawDisposal(agency.colleague.caller, { disposal_id: first })).rejects.toMatchObject({
      code: "forbidden",
    });
    await withdrawDisposal(agency.member.caller, { disposal_id: first });
    await expect(confirmDisposal(second.caller, { disposal_id: first })).rejects.toMatchObject({ code: "conflict" });
    const other = await ask();
    await withdrawDisposal(world.superuser.caller, { disposal_id: other });
    expect(await count("content")).toBe(6);
  });
});
