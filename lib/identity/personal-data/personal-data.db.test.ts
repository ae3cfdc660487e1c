import { describe, expect, it } from "vitest";
import { addProduct, questionsOf } from "@/e2e/support/assessed";
import { addApp } from "@/e2e/support/factors";
import { pieces } from "@/e2e/support/files";
import { enter, useMembers } from "@/e2e/support/members";
import { makeKey } from "@/e2e/support/outside-caller";
import { useStore } from "@/e2e/support/vault";
import { useWorld, type Person } from "@/e2e/support/world";
import { saveLeadComment } from "@/lib/assessment/save-lead-comment";
import { saveQuestionnaireResponse } from "@/lib/assessment/save-questionnaire-response";
import { storeEvidence } from "@/lib/assessment/store-evidence";
import { runJobs } from "@/lib/jobs/run-jobs";
import type { Caller } from "@/lib/kernel/actor";
import { sweepStaged } from "@/lib/vault/sweep-staged";
import { exportPersonalData, getPersonalExport, openPersonalExport, startPersonalExport } from "./export-personal-data";

const world = useWorld();
const store = useStore();
const members = useMembers(world);

interface Export {
  user_id: number;
  tables: Record<string, Record<string, Record<string, unknown>[]>>;
  trail: { action: string; record_id: number | null }[];
}

/** Asks, lets the job be done, and fetches the file. */
async function exported(caller: Caller, userId: number) {
  const { jobId } = await startPersonalExport(caller, { userId });
  const stop = runJobs([exportPersonalData], { atOnce: 1, log: (line) => expect.fail(line) });
  await expect.poll(async () => (await getPersonalExport(caller, { userId }))!.status).toBe("done");
  await stop();
  const { body, size, filename } = await openPersonalExport(caller, { jobId: String(jobId) });
  const text = await new Response(body).text();
  expect([Buffer.byteLength(text), filename]).toEqual([size, expect.stringMatching(/^personal-data-[\d-]{10}\.json$/)]);
  return { jobId, text, data: JSON.parse(text) as Export };
}

const namedColumns = () =>
  world.sql<{ place: string }>(
    `select distinct k.conrelid::regclass::text || '.' || a.attname as place
       from pg_constraint k, unnest(k.conkey, k.confkey) pair (own, foreign_column), pg_attribute a, pg_attribute f
      where k.contype = 'f' and k.confrelid = 'users'::regclass and a.attrelid = k.conrelid and a.attnum = pair.own
        and f.attrelid = k.confrelid and f.attnum = pair.foreign_column and f.attname = 'id'`,
  );
const placesIn = ({ tables }: Export) =>
  Object.entries(tables).flatMap(([table, columns]) => Object.keys(columns).map((column) => `${table}.${column}`));

describe("the personal data of somebody", () => {
  it("has each table whose rows name users, also one that nobody thought of", async () => {
    await world.sql(`create table forgotten (id integer primary key, secret_of_others text default 'SECRET',
      user_id integer references users (id), seen_at timestamptz default now())`);
    await world.sql("call app.protect('forgotten', 'select')");
    try {
      await world.sql("insert into forgotten (id, user_id) values (1, $1), (2, $2)", [world.client.id, world.lead.id]);
      const { data, text } = await exported(world.client.caller, world.client.id);
      const places = (await namedColumns()).map(({ place }) => place);
      expect(places.length).toBeGreaterThan(40);
      expect(placesIn(data).sort()).toEqual([...places, "users.id"].sort());
      expect(data.tables.forgotten!.user_id).toEqual([
        { id: 1, user_id: world.client.id, seen_at: expect.any(String) as string },
      ]);
      expect(text).not.toContain("SECRET");
    } finally {
      await world.sql("drop table forgotten");
    }
  });

  it("has what the person is, wrote and did, no secret, and nothing of others", async () => {
    const member = await members.add();
    const { caller } = await enter(member.username);
    const other = await members.add();
    await enter(other.username);
    const app = await addApp(world, caller);
    const key = await makeKey(world, member);
    const product = await addProduct(world, member);
    const [question] = await questionsOf(world, product.versionId);
    const note = { product_id: product.id, question_id: question!.id };
    await saveQuestionnaireResponse(caller, { ...note, answer: "B", comment: "Mine to say" });
    await storeEvidence(caller, { productId: product.id, filename: "mine.txt", stream: pieces("proof") });
    const elsewhere = await addProduct(world, other);
    await saveLeadComment(world.lead.caller, { product_id: elsewhere.id, comment: "The lead's own words" });
    await saveLeadComment(caller, { ...note, comment: "My own words" });

    const { data, text } = await exported(caller, member.id);
    expect(data.user_id).toBe(member.id);
    const { tables } = data;
    expect(tables.users!.id).toEqual([expect.objectContaining({ email: member.email })]);
    expect(tables.questionnaire_responses!.answered_by).toHaveLength(1);
    expect(tables.evidence!.uploaded_by).toEqual([expect.objectContaining({ filename: "mine.txt" })]);
    expect(tables.lead_comments!.author_id).toEqual([expect.objectContaining({ comment: "My own words" })]);
    expect(tables.sessions!.user_id!.length).toBeGreaterThan(1);
    expect(tables.authenticators!.user_id).toHaveLength(1);
    expect(data.trail.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["LOGIN", "INSERT", "FACTOR_ADDED", "EXPORT"]),
    );
    const hidden = [
      "token_hash",
      "password_hash",
      "key_hash",
      "code_hash",
      "subject_hash",
      '"secret"',
      "public_key",
      app.secret,
    ];
    for (const word of [...hidden, String(key), other.email, other.username, "The lead's own words"])
      expect(text.includes(word), word).toBe(false);
  });

  it("is that person's and superusers', each its own file, on the record, for a week", async () => {
    const { id: userId } = world.client;
    const refusals: [Person, string][] = [
      [world.colleague, "forbidden"],
      [world.lead, "forbidden"],
      [world.stranger, "not_found"],
      [world.strangersLead, "not_found"],
    ];
    for (const [person, code] of refusals)
      await expect(startPersonalExport(person.caller, { userId })).rejects.toMatchObject({ code });
    const { jobId } = await exported(world.superuser.caller, userId);
    await expect(openPersonalExport(world.client.caller, { jobId: String(jobId) })).rejects.toMatchObject({
      code: "not_found",
    });
    const own = await exported(world.lead.caller, world.lead.id); // who does not reach its own organization
    expect(own.data.tables.assignments!.lead_id).toHaveLength(1);
    await expect(openPersonalExport(world.superuser.caller, { jobId: String(own.jobId) })).rejects.toMatchObject({
      code: "forbidden",
    });
    const events = await world.sql(
      "select action, user_id from audit_log where table_name = 'users' and record_id = $1 and action in ('EXPORT', 'READ') order by id desc limit 2",
      [userId],
    );
    expect(events).toEqual([
      { action: "READ", user_id: world.superuser.id },
      { action: "EXPORT", user_id: world.superuser.id },
    ]);

    const inTwoDays = new Date(Date.now() + 2 * 86_400_000);
    const kept = store.files().length;
    await sweepStaged(inTwoDays);
    await openPersonalExport(world.superuser.caller, { jobId: String(jobId) }).then(({ body }) => body.cancel());
    await world.sql("update jobs set ended_at = now() - interval '7 days 1 minute' where id = $1", [jobId]);
    await expect(openPersonalExport(world.superuser.caller, { jobId: String(jobId) })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await getPersonalExport(world.superuser.caller, { userId })).toBeUndefined();
    const before = store.files().length;
    expect(before).toBeLessThanOrEqual(kept);
    await sweepStaged(inTwoDays);
    expect(store.files().length).toBe(before - 1);
  });
});
