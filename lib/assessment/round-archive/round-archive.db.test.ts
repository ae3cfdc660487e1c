import { rmSync, writeFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { addSubmitted } from "@/e2e/support/answered";
import { countStatements } from "@/e2e/support/count-statements";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { systemCaller } from "@/lib/kernel/actor";
import { destroyRetiredKeys } from "@/lib/vault/rotation/destroy-retired";
import { rotateKeys } from "@/lib/vault/rotation/rotate-keys";
import { sweepStaged } from "@/lib/vault/sweep-staged";
import { closeRound } from "../close-round";
import { compareAssessments } from "../compare-assessments";
import { getAssessmentAt } from "../get-assessment-at";
import { getProductActivity } from "../get-product-activity";
import { getSnapshot } from "../get-snapshot";
import { listRounds } from "../list-rounds";
import { listSnapshots } from "../list-snapshots";
import { createReport } from "../report/create-report";
import { saveQuestionnaireResponse as save } from "../save-questionnaire-response";
import { startRound } from "../start-round";
import { submitResponses as submit } from "../submit-responses";
import { verifySnapshot } from "../verify-snapshot";
import { archiveOldRounds, planRoundArchive } from "./archive-old-rounds";
import { archiveRound } from "./archive-round";
import { restoreRound } from "./restore-round";

const world = useWorld();
const store = useStore();
const operator = systemCaller("cli");
const tomorrow = () => new Date(Date.now() + 25 * 3600 * 1000);

/** A product whose first round was handed in several times and closed. */
async function addClosed(submissions = 3) {
  const product = await addSubmitted(world, 3);
  for (const question of product.questions.slice(3, 2 + submissions)) {
    await save(world.client.caller, {
      product_id: product.id,
      question_id: question.id,
      option_id: question.options[2]!.id,
    });
    await submit(world.client.caller, { product_id: product.id });
  }
  await closeRound(world.lead.caller, { product_id: product.id, number: 1 });
  return { ...product, of: { product_id: product.id, round: 1 } };
}

const answersOf = (product: { id: number }) =>
  world.sql<{ id: number; cause: string; answers: string | null; content_hash: string }>(
    "select id, cause, answers::text as answers, content_hash from snapshots where product_id = $1 order by id",
    [product.id],
  );
const archiveOf = async (product: { id: number }) =>
  (
    await world.sql<{ sha256: string; data_key_id: number | null; restored_at: Date | null; organization_id: number }>(
      "select sha256, data_key_id, restored_at, organization_id from round_archives where product_id = $1 order by id desc limit 1",
      [product.id],
    )
  )[0]!;
const fileOf = (sha256: string) => store.files().find((name) => name.endsWith(sha256));
const archive = (product: Awaited<ReturnType<typeof addClosed>>) => archiveRound(operator, product.of);

describe("archiving a round", () => {
  it("moves the answers of all but the closing snapshot into one file, and back to the byte", async () => {
    const product = await addClosed();
    const before = await answersOf(product);
    const archived = await archiveRound(world.superuser.caller, product.of);
    expect(archived).toMatchObject({ ...product.of, snapshots: 3, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(fileOf(archived.sha256)).toBeDefined();
    const after = await answersOf(product);
    expect(after.map(({ cause, answers }) => [cause, answers !== null])).toEqual([
      ["submit", false],
      ["submit", false],
      ["submit", false],
      ["close", true],
    ]);
    expect(after.map(({ content_hash }) => content_hash)).toEqual(before.map(({ content_hash }) => content_hash));
    const { rounds } = await listRounds(world.lead.caller, { product_id: product.id });
    expect(rounds[0]).toMatchObject({ number: 1, archived_at: expect.any(String), overall_score: expect.any(Number) });

    // The owner has it back without asking.
    expect(await restoreRound(world.client.caller, product.of)).toEqual({ ...product.of, snapshots: 3, altered: [] });
    expect(await answersOf(product)).toEqual(before);
    expect(await verifySnapshot(world.lead.caller, { snapshot_id: before[0]!.id })).toMatchObject({
      state: "unaltered",
    });

    // And again: a round that was restored can be archived anew.
    expect(await archiveRound(operator, product.of)).toMatchObject({ snapshots: 3, sha256: archived.sha256 });
  });

  it("stands in the trail, by who did it, and not in the product's activity as changes of snapshots", async () => {
    const product = await addClosed();
    await archiveRound(world.superuser.caller, product.of);
    await restoreRound(world.client.caller, product.of);
    const entries = await world.sql(
      `select action, user_id from audit_log where table_name = 'round_archives' and organization_id = $1
         and action in ('INSERT', 'UPDATE', 'ROUND_ARCHIVED', 'ROUND_RESTORED')
         and record_id = (select max(id) from round_archives where product_id = $2) order by id`,
      [world.acme, product.id],
    );
    expect(entries).toEqual([
      { action: "INSERT", user_id: world.superuser.id },
      { action: "ROUND_ARCHIVED", user_id: world.superuser.id },
      { action: "UPDATE", user_id: world.client.id },
      { action: "ROUND_RESTORED", user_id: world.client.id },
    ]);
    const activity = await getProductActivity(world.client.caller, { product_id: product.id });
    expect(JSON.stringify(activity)).not.toContain("round_archives");
  });

  it("says so wherever such a snapshot is looked at", async () => {
    const product = await addClosed();
    const [first] = await answersOf(product);
    const kept = (await answersOf(product)).at(-1)!;
    await archive(product);
    const caller = world.client.caller;
    const ofRound = { product_id: product.id };
    const says = { code: "conflict", message: expect.stringMatching(/^Round 1 was archived on .+\. Restore it/) };
    await expect(getAssessmentAt(caller, { ...ofRound, at: String(first!.id) })).rejects.toMatchObject(says);
    const compared = compareAssessments(caller, { ...ofRound, from: String(first!.id), to: "now" });
    await expect(compared).rejects.toMatchObject(says);
    await expect(createReport(caller, { ...ofRound, snapshot_id: first!.id })).rejects.toMatchObject(says);
    const verified = await verifySnapshot(caller, { snapshot_id: first!.id });
    expect(verified).toMatchObject({ state: "archived", content_hash: first!.content_hash, computed_hash: null });
    const read = await getSnapshot(caller, { ...ofRound, snapshot_id: first!.id });
    expect(read).toMatchObject({ answers: null, archived_at: expect.any(String), unaltered: null });
    const { snapshots } = await listSnapshots(caller, ofRound);
    expect(snapshots.filter(({ archived_at }) => archived_at !== null)).toHaveLength(3);
    // What the round was closed with is compared as ever, and so is any moment.
    const closing = await compareAssessments(caller, { ...ofRound, from: String(kept.id), to: "now" });
    expect(closing.from.snapshot).toMatchObject({ id: kept.id, archived_at: null });
    await createReport(caller, { ...ofRound, snapshot_id: kept.id });
  });

  it("is refused for a round that is open, archived, or has nothing to let go", async () => {
    const open = await addSubmitted(world, 1);
    const refused = (of: { product_id: number; round: number }) => expect(archiveRound(operator, of)).rejects;
    await refused({ product_id: open.id, round: 1 }).toThrow("Round 1 cannot be archived: it is open.");
    await refused({ product_id: open.id, round: 2 }).toMatchObject({ code: "not_found" });
    const product = await addClosed(1);
    await archive(product);
    await refused(product.of).toThrow("it is archived already");
    await startRound(world.lead.caller, { product_id: product.id });
    await closeRound(world.lead.caller, { product_id: product.id, number: 2 });
    await refused({ product_id: product.id, round: 2 }).toThrow("no snapshots besides");
  });

  it("is for superusers, and restoring for the owner too", async () => {
    const product = await addClosed();
    for (const { caller } of [world.client, world.lead])
      await expect(archiveRound(caller, product.of)).rejects.toMatchObject({ code: "forbidden" });
    await expect(archiveRound(world.stranger.caller, product.of)).rejects.toMatchObject({ code: "not_found" });
    await archive(product);
    await expect(restoreRound(world.lead.caller, product.of)).rejects.toMatchObject({ code: "forbidden" });
    await expect(restoreRound(world.stranger.caller, product.of)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is refused for a round of which a snapshot is not what it recorded", async () => {
    const product = await addClosed();
    const [first] = await answersOf(product);
    await world.sql("alter table snapshots disable trigger immutable");
    await world.sql("update snapshots set coverage = 0.5 where id = $1", [first!.id]);
    await world.sql("alter table snapshots enable trigger immutable");
    await expect(archive(product)).rejects.toThrow(`Snapshot ${first!.id} does not hold what it recorded`);
    expect((await answersOf(product)).every(({ answers }) => answers !== null)).toBe(true);
  });

  it("costs as many statements for many snapshots as for few", async () => {
    const [few, many] = [await addClosed(2), await addClosed(12)];
    const cost = (product: typeof few) => countStatements(() => archive(product));
    expect([(await answersOf(few)).length, (await answersOf(many)).length]).toEqual([3, 13]);
    expect(await cost(many)).toBe(await cost(few));
    const back = (product: typeof few) => countStatements(() => restoreRound(operator, product.of));
    expect(await back(many)).toBe(await back(few));
  });
});

describe("the database", () => {
  it("lets answers go and come back by an archive alone, and only as they were", async () => {
    const product = await addClosed();
    const [first] = await answersOf(product);
    const immutable = /what they say stays/;
    await expect(world.sql("update snapshots set answers = null where id = $1", [first!.id])).rejects.toThrow(
      immutable,
    );
    await archive(product);
    const put = (answers: string) =>
      world.sql("update snapshots set answers = $2::jsonb where id = $1", [first!.id, answers]);
    await expect(put("[]")).rejects.toThrow(immutable);
    await expect(put(first!.answers!.replace("submitted", "approved"))).rejects.toThrow(immutable);
    const wrong = "update snapshots set answers = $2::jsonb, coverage = 0 where id = $1";
    await expect(world.sql(wrong, [first!.id, first!.answers])).rejects.toThrow(immutable);
    await put(first!.answers!);
    expect((await answersOf(product))[0]).toEqual(first);
  });
});

describe("the file of an archived round", () => {
  it("changes nothing when it is damaged or gone, and says so", async () => {
    const product = await addClosed();
    const { sha256 } = await archive(product);
    const file = path.join(store.directory, fileOf(sha256)!);
    const whole = readFileSync(file);
    const broken = Buffer.from(whole);
    broken[broken.length - 20]! ^= 1;
    const refused = async (why: RegExp) => {
      await expect(restoreRound(operator, product.of)).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringMatching(why),
      });
      expect((await answersOf(product)).filter(({ answers }) => answers === null)).toHaveLength(3);
    };
    writeFileSync(file, broken);
    await refused(/damaged: segment 0 does not verify.+Nothing was changed/);
    rmSync(file);
    await refused(/it is gone.+Bring the file/);
    writeFileSync(file, whole);
    await restoreRound(operator, product.of);
    expect((await answersOf(product)).every(({ answers }) => answers !== null)).toBe(true);
  });

  it("names a snapshot of which a revision was tampered with meanwhile, and restores it all the same", async () => {
    const product = await addClosed();
    const [first] = await answersOf(product);
    await archive(product);
    await world.sql("alter table response_revisions disable trigger append_only");
    await world.sql("update response_revisions set answer = 'forged' where response_id = $1", [product.responses[0]]);
    await world.sql("alter table response_revisions enable trigger append_only");
    expect((await restoreRound(operator, product.of)).altered).toContain(first!.id);
    expect(await verifySnapshot(operator, { snapshot_id: first!.id })).toMatchObject({ state: "altered" });
  });

  it("is swept only once the round is restored, and follows the organization's key until then", async () => {
    const product = await addClosed();
    const { sha256 } = await archive(product);
    await sweepStaged(tomorrow());
    expect(fileOf(sha256)).toBeDefined();
    const before = (await archiveOf(product)).data_key_id!;
    const signal = new AbortController().signal;
    await rotateKeys(operator, {
      organizationId: world.acme,
      since: new Date(),
      signal,
      progress: () => undefined,
    });
    const renewed = (await archiveOf(product)).data_key_id!;
    expect(renewed).toBeGreaterThan(before);
    await destroyRetiredKeys(tomorrow());
    expect(await world.sql("select id from data_keys where id = $1", [before])).toEqual([]);
    expect(await restoreRound(operator, product.of)).toMatchObject({ snapshots: 3, altered: [] });
    expect(await archiveOf(product)).toMatchObject({ restored_at: expect.any(Date), data_key_id: null });
    await sweepStaged(tomorrow());
    expect(fileOf(sha256)).toBeUndefined();
  });
});

describe("the policy", () => {
  it("archives the rounds that were closed long ago, and leaves those that were restored since", async () => {
    const [old, young] = [await addClosed(), await addClosed()];
    await world.sql("update rounds set closed_at = now() - interval '500 days' where product_id = $1", [old.id]);
    const planned = async () =>
      (await planRoundArchive(operator, { older_than: 400 })).map(({ product_id }) => product_id);
    expect(await planned()).toEqual([old.id]);
    const done = await archiveOldRounds(operator, 400);
    expect(done).toMatchObject({ archived: [{ product_id: old.id, snapshots: 3 }], kept: [] });
    expect((await answersOf(young)).every(({ answers }) => answers !== null)).toBe(true);
    expect(await planned()).toEqual([]);
    await restoreRound(operator, old.of);
    expect(await planned()).toEqual([]);
    await expect(planRoundArchive(world.lead.caller, { older_than: 400 })).rejects.toMatchObject({ code: "forbidden" });
  });
});
