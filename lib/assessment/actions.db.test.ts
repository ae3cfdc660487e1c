import { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { actionsDue } from "@/db/queries/assessment/due/actions";
import { addAnswered } from "@/e2e/support/answered";
import { dueOn } from "@/e2e/support/due";
import { countStatements } from "@/e2e/support/count-statements";
import { png } from "@/e2e/support/files";
import { useStore } from "@/e2e/support/vault";
import { anonymous, useWorld, type Person } from "@/e2e/support/world";
import { listNotifications } from "@/lib/notify/list-notifications";
import { createAction } from "./create-action";
import { getAction } from "./get-action";
import { getPlan } from "./get-plan";
import { getClientHome } from "./get-client-home";
import { getWaiting } from "./get-waiting";
import { keepAnswer } from "./keep-answer";
import { listActions } from "./list-actions";
import { listToDo } from "./list-to-do";
import { saveQuestionnaireResponse } from "./save-questionnaire-response";
import { storeEvidence } from "./store-evidence";
import { between } from "./place-action";
import { updateAction } from "./update-action";

const world = useWorld();
useStore();
let product: Awaited<ReturnType<typeof addAnswered>>;
let input: { product_id: number };

beforeAll(async () => {
  product = await addAnswered(world, 4);
  input = { product_id: product.id };
});

const add = (more: object = {}, person: Person = world.client) =>
  createAction(person.caller, { ...input, title: "Sign artifacts", ...more });
const trailOf = (id: number) =>
  world.sql<{ action: string; use_case: string; user_id: number; old_values: object; new_values: object }>(
    "select * from audit_log where table_name = 'actions' and record_id = $1 order by id",
    [id],
  );
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "ok",
    (error: { code: string; extras?: { fields?: { path: string }[] } }) =>
      error.extras?.fields?.[0]?.path ?? error.code,
  );

describe("planning an action", () => {
  it("keeps what it is about, its files and its owner, tells that one, and is audited", async () => {
    const stored = await storeEvidence(world.client.caller, {
      productId: product.id,
      filename: "plan.png",
      stream: Readable.from([png(9)]),
    });
    const action = await add({
      owner_id: world.colleague.id,
      due_on: "2027-02-28",
      effort: "2",
      questions: [{ question_id: product.questions[0]!.id, target_score: 4 }],
      evidence_ids: [stored.evidence.id],
    });
    expect(action).toMatchObject({
      product_id: product.id,
      organization: "Acme",
      owner_id: world.colleague.id,
      due_on: "2027-02-28",
      overdue: false,
      status: "open",
      effort: 2,
      version: 1,
      questions: [{ question_id: product.questions[0]!.id, target_score: 4 }],
      evidence: [{ id: stored.evidence.id, filename: "plan.png" }],
    });
    expect(await getAction(world.lead.caller, { action_id: action.id })).toEqual(action);
    const { notifications } = await listNotifications(world.colleague.caller, {});
    expect(notifications[0]).toMatchObject({
      kind: "action_assigned",
      link: `/products/${product.id}/plan?action=${action.id}`,
    });
    expect(await trailOf(action.id)).toMatchObject([
      { action: "INSERT", use_case: "assessment.action.create", user_id: world.client.id },
    ]);
  });

  it("lets leads propose, and tells the product's people", async () => {
    const action = await add({}, world.lead);
    expect(action).toMatchObject({ owner_id: null, created_by: world.lead.id });
    const { notifications } = await listNotifications(world.client.caller, {});
    expect(notifications[0]).toMatchObject({ kind: "action_proposed" });
    expect(await codeOf(add({ owner_id: world.client.id }, world.lead))).toBe("forbidden");
  });

  it("refuses what does not fit the product", async () => {
    const other = product.questions.at(-1)!.id + 10_000;
    expect(await codeOf(add({ owner_id: world.stranger.id }))).toBe("owner_id");
    expect(await codeOf(add({ owner_id: world.lead.id }))).toBe("owner_id");
    expect(await codeOf(add({ questions: [{ question_id: other, target_score: 4 }] }))).toBe("questions");
    expect(await codeOf(add({ evidence_ids: [2_000_000_000] }))).toBe("evidence_ids");
    expect(await codeOf(add({ title: " " }))).toBe("title");
    expect(await codeOf(add({ due_on: "31.12.2026" }))).toBe("due_on");
    expect(await codeOf(add({ effort: 6 }))).toBe("effort");
  });

  it("does a repeated request once", async () => {
    const caller = { ...world.client.caller, idempotencyKey: crypto.randomUUID() };
    const body = { ...input, title: "Once" };
    expect((await createAction(caller, body)).id).toBe((await createAction(caller, body)).id);
  });

  it.each([
    ["an outsider", () => anonymous, "unauthenticated"],
    ["an analyst", () => world.analyst.caller, "not_found"],
    ["another tenant", () => world.stranger.caller, "not_found"],
  ])("refuses %s", async (_, caller, code) => {
    const { id } = await add();
    expect(await codeOf(createAction(caller(), { ...input, title: "Mine" }))).toBe(code);
    expect(await codeOf(getAction(caller(), { action_id: id }))).toBe(code);
    expect(await codeOf(updateAction(caller(), { action_id: id, title: "Mine" }))).toBe(code);
  });
});

describe("changing an action", () => {
  it("changes what is given at the version seen, never over a newer one", async () => {
    const { id } = await add({ questions: [{ question_id: product.questions[1]!.id, target_score: 5 }] });
    const changed = await updateAction(world.client.caller, {
      action_id: id,
      version: 1,
      title: "Sign all",
      effort: 4,
    });
    expect(changed).toMatchObject({ version: 2, title: "Sign all", effort: 4, questions: [{ target_score: 5 }] });
    await expect(updateAction(world.client.caller, { action_id: id, version: 1, title: "Late" })).rejects.toMatchObject(
      { code: "stale_version", extras: { details: { current: { title: "Sign all" } } } },
    );
    const replaced = await updateAction(world.client.caller, {
      action_id: id,
      version: 2,
      questions: [{ question_id: product.questions[2]!.id, target_score: 3 }],
      due_on: "",
    });
    expect(replaced.questions).toEqual([{ question_id: product.questions[2]!.id, target_score: 3 }]);
    expect((await trailOf(id)).map(({ action }) => action)).toEqual(["INSERT", "UPDATE", "UPDATE"]);
  });

  it("is for the product's people and the action's owner; for who proposed it, until somebody takes it on", async () => {
    const { id } = await add({}, world.lead);
    const change = (person: Person, more: object) => codeOf(updateAction(person.caller, { action_id: id, ...more }));
    expect(await change(world.colleague, { title: "Mine" })).toBe("forbidden");
    expect(await change(world.lead, { title: "Better put" })).toBe("ok");
    expect(await change(world.lead, { status: "done" })).toBe("forbidden");
    expect(await change(world.lead, { owner_id: world.client.id })).toBe("forbidden");
    expect(await change(world.lead, { status: "dropped" })).toBe("ok");
    expect(await change(world.client, { status: "open", owner_id: world.colleague.id })).toBe("ok");
    expect(await change(world.lead, { title: "Late" })).toBe("forbidden");
    expect(await change(world.colleague, { status: "in_progress" })).toBe("ok");
  });

  it("of an archived product is refused", async () => {
    const archived = await addAnswered(world, 1);
    const { id } = await createAction(world.client.caller, { product_id: archived.id, title: "Late" });
    await world.sql("update products set archived_at = now() where id = $1", [archived.id]);
    expect(await codeOf(updateAction(world.client.caller, { action_id: id, title: "Later" }))).toBe("forbidden");
  });
});

describe("the board", () => {
  it("keeps its order, wherever an action is put", async () => {
    const board = await addAnswered(world, 1);
    const ids: number[] = [];
    for (const title of ["A", "B", "C"])
      ids.push((await createAction(world.client.caller, { product_id: board.id, title })).id);
    const [a, b, c] = ids as [number, number, number];
    const move = (action_id: number, more: object) => updateAction(world.client.caller, { action_id, ...more });
    const column = async (status: string) =>
      (await getPlan(world.client.caller, { product_id: board.id })).actions
        .filter((action) => action.status === status)
        .map(({ title }) => title)
        .join("");
    expect(await column("open")).toBe("ABC");
    await move(c, { before_id: a });
    expect(await column("open")).toBe("CAB");
    await move(c, { status: "in_progress" });
    await move(a, { status: "in_progress", before_id: c });
    expect([await column("open"), await column("in_progress")]).toEqual(["B", "AC"]);
    // As often as it takes to leave no number between two: then the column is numbered anew.
    await move(b, { status: "in_progress", before_id: c });
    for (let at = 0; at < 30; at++) {
      await move(a, { before_id: c });
      await move(b, { before_id: c });
    }
    expect(await column("in_progress")).toBe("ABC");
  });

  it("finds room between two positions, or says that there is none", () => {
    expect([between(undefined, undefined), between(3, undefined), between(undefined, 1), between(1, 2)]).toEqual([
      1, 4, 0, 1.5,
    ]);
    expect(between(1, 1)).toBeNull();
    expect(between(1, 1 + Number.EPSILON)).toBeNull();
  });
});

describe("a finished action", () => {
  it("asks for its answers to be renewed until they are saved anew, or let stand", async () => {
    const set = await addAnswered(world, 3);
    const its = { product_id: set.id };
    const [saved, kept, open] = [set.questions[0]!, set.questions[1]!, set.questions[2]!];
    const questions = [saved, kept].map(({ id }) => ({ question_id: id, target_score: 4 }));
    const { id } = await createAction(world.client.caller, { ...its, title: "Do it", questions });
    await createAction(world.client.caller, {
      ...its,
      title: "Later",
      questions: [{ question_id: open.id, target_score: 4 }],
    });
    const renew = async (person = world.client) =>
      (await listToDo(person.caller, its)).renew.map(({ question_id }) => question_id);
    const waiting = async () => (await getWaiting(world.client.caller, {})).toDo;
    const home = async () => {
      const { returnedCount, renewCount } = await getClientHome(world.client.caller, {});
      return { returnedCount, renewCount };
    };
    const before = await waiting();
    const { returnedCount, renewCount } = await home();
    expect(await renew()).toEqual([]);

    await updateAction(world.client.caller, { action_id: id, status: "done" });
    expect(await renew()).toEqual([saved.id, kept.id]);
    expect(await waiting()).toBe(before + 2);
    expect(await home()).toEqual({ returnedCount, renewCount: renewCount + 2 });
    for (const person of [world.colleague, world.lead, world.superuser, world.stranger])
      expect(await renew(person)).toEqual([]);

    await saveQuestionnaireResponse(world.client.caller, { ...its, question_id: saved.id, answer: "D" });
    expect(await renew()).toEqual([kept.id]);
    await keepAnswer(world.client.caller, { ...its, question_id: kept.id });
    expect(await renew()).toEqual([]);
    expect(await waiting()).toBe(before);
    expect(await codeOf(keepAnswer(world.client.caller, { ...its, question_id: kept.id }))).toBe("not_found");

    await updateAction(world.client.caller, { action_id: id, status: "in_progress" });
    await updateAction(world.client.caller, { action_id: id, status: "done" });
    expect(await renew()).toEqual([saved.id, kept.id]);
  });
});

describe("the lists", () => {
  it("show those due first, page by page, and only what is within reach", async () => {
    const set = await addAnswered(world, 1);
    const days = ["2031-05-02", null, "2031-05-01", null, "2031-05-01"];
    const ids: number[] = [];
    for (const due_on of days)
      ids.push((await createAction(world.client.caller, { product_id: set.id, title: "Due", due_on })).id);
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await listActions(world.lead.caller, { product_id: set.id, limit: 2, cursor });
      seen.push(...page.actions.map(({ id }) => id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual([ids[2], ids[4], ids[0], ids[1], ids[3]]);
    const elsewhere = await listActions(world.stranger.caller, { state: "all" });
    expect(elsewhere.actions).toEqual([]);
    expect(await codeOf(listActions(world.stranger.caller, { product_id: set.id }))).toBe("not_found");
    expect(await codeOf(listActions(world.analyst.caller, {}))).toBe("forbidden");
  });

  it("know what is overdue and whose it is, at a constant number of statements", async () => {
    const { id } = await add({ owner_id: world.colleague.id, due_on: "2020-02-29" });
    const mine = await listActions(world.colleague.caller, { mine: true, overdue: true });
    expect(mine.actions).toMatchObject([{ id, overdue: true }]);
    expect((await listActions(world.client.caller, { mine: true, overdue: true })).actions).toEqual([]);
    const one = await countStatements(() => listActions(world.client.caller, { limit: 1 }));
    expect(await countStatements(() => listActions(world.client.caller, { limit: 50 }))).toBe(one);
  });

  it("tell reminders what falls due, of active owners and unfinished actions alone", async () => {
    const { id } = await add({ owner_id: world.client.id, due_on: "2020-01-01", title: "Long due" });
    const finished = await add({ owner_id: world.client.id, due_on: "2020-01-01" });
    await updateAction(world.client.caller, { action_id: finished.id, status: "done" });
    expect(await dueOn(actionsDue, "2020-01-02")).toEqual([
      expect.objectContaining({
        user_id: world.client.id,
        organization_id: world.acme,
        link: `/products/${product.id}/plan?action=${id}`,
        due_on: "2020-01-01",
        stage: "late",
        title: "Long due",
      }),
    ]);
  });
});
