import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { maturityOfProduct } from "@/e2e/support/assessed";
import { countStatements } from "@/e2e/support/count-statements";
import { addMovable, newQuestionnaire, stages, type Asked } from "@/e2e/support/moving";
import { anonymous, useWorld } from "@/e2e/support/world";
import { checkScores } from "./check-scores";
import { closeRound } from "./close-round";
import { compareAssessments } from "./compare-assessments";
import { createAction } from "./create-action";
import { getAssessmentAt } from "./get-assessment-at";
import { getMovePreview } from "./get-move-preview";
import { getPlan } from "./get-plan";
import { getProductResponses } from "./get-product-responses";
import { getProductProgress } from "./get-product-progress";
import { getResponseHistory } from "./get-response-history";
import { getReviewQueue } from "./get-review-queue";
import { getSection } from "./get-section";
import { listAssignments } from "./list-assignments";
import { listSnapshots } from "./list-snapshots";
import { listVersionMoves } from "./list-version-moves";
import { moveProduct } from "./move-product";
import { createReport } from "./report/create-report";
import { requestEvidence } from "./request-evidence";
import { saveAssignment } from "./save-assignment";
import { saveLeadComment } from "./save-lead-comment";
import { saveQuestionnaireResponse } from "./save-questionnaire-response";
import { saveTargets } from "./save-targets";
import { submitResponses } from "./submit-responses";
import { verifySnapshot } from "./verify-snapshot";

const world = useWorld();
const owner = () => world.client.caller;

const first: Asked[] = [
  { code: "K", text: "Stays as it is?", options: stages(0, 2.5, 5) },
  { code: "S", text: "Scores otherwise?", options: stages(0, 2.5, 5) },
  { code: "G", text: "Loses an option?", options: stages(0, 2.5, 5) },
  { code: "D", text: "Is asked no more?", options: stages(0, 2.5, 5), section: "Two", dimension: "Beta" },
  {
    code: "C",
    text: "Only with the highest stage?",
    options: stages(1, 4),
    condition: { question: "K", match: "any", options: [3] },
  },
];
const second: Asked[] = [
  first[0]!,
  { ...first[1]!, options: stages(0, 3.5, 5) },
  {
    ...first[2]!,
    options: [
      { text: "Stage A", score: 0 },
      { text: "Another", score: 5 },
    ],
  },
  { ...first[4]!, condition: { question: "K", match: "any", options: [1] } },
  { code: "N", text: "Is it new?", options: stages(0, 5), section: "Three", dimension: "Gamma" },
];

/** A product with an answer to every question of the first version, handed in, one of them approved. */
async function moving(model = "mean", toModel = model) {
  const questionnaire = newQuestionnaire(world);
  const from = await questionnaire.publish("1", first, model);
  const ids = await questionnaire.questionIds(from);
  const product = await addMovable(world, from, ids);
  const saved: Record<string, number> = {};
  for (const [code, option] of [
    ["K", "Stage C"],
    ["S", "Stage B"],
    ["G", "Stage B"],
    ["D", "Stage C"],
    ["C", "Stage B"],
  ] as const)
    saved[code] = (await product.answer(code, { answer: option })).response_id;
  await submitResponses(owner(), { product_id: product.id });
  for (const code of ["K", "D"])
    await saveLeadComment(world.lead.caller, {
      product_id: product.id,
      response_id: saved[code]!,
      status: "approved",
      response_version: 2,
    });
  const to = await questionnaire.publish("2", second, toModel);
  const later = await questionnaire.questionIds(to);
  const preview = () => getMovePreview(owner(), { product_id: product.id });
  const move = (more: object = {}, caller = owner()) => moveProduct(caller, { product_id: product.id, ...more });
  const agrees = async () =>
    expect(await checkScores(world.superuser.caller, { product_id: product.id })).toEqual({
      ok: true,
      disagreements: [],
    });
  const progress = () => getProductProgress(owner(), { product_id: product.id });
  return { ...product, progress, questionnaire, from, to, ids, later, saved, preview, move, agrees };
}

const stateOf = (productId: number) =>
  world.sql<{
    id: number;
    question_id: number;
    status: string;
    score: number;
    asked: boolean;
    dropped: boolean;
    version: number;
  }>(
    `select id, question_id, status, maturity_score as score, asked, dropped_at is not null as dropped, version
     from questionnaire_responses where product_id = $1 order by id`,
    [productId],
  );

describe("a move to a newer version", () => {
  it.each(["mean", "high_water", "samm"])("does what its preview says (%s)", async (model) => {
    const product = await moving(model);
    const before = await maturityOfProduct(owner(), { product_id: product.id });
    const { move, may_move, to } = await product.preview();
    expect(may_move).toBe(true);
    expect(to).toEqual({ questionnaire_version_id: product.to, version: "2" });
    expect(move!.counts).toEqual({ keep: 2, ask_again: 2, drop: 1, added: 1 });
    expect(move!.keep.map(({ code, asked, new_status }) => [code, asked, new_status])).toEqual([
      ["K", true, "approved"],
      ["C", false, "submitted"],
    ]);
    expect(move!.ask_again).toMatchObject([
      { code: "S", why: ["score"], carried: true, score: 2.5, new_score: 3.5, new_status: "draft" },
      { code: "G", why: ["option"], carried: false, score: 2.5, new_score: null },
    ]);
    expect(move!.drop).toMatchObject([{ code: "D", answer: "Stage C", status: "approved", new_status: null }]);
    expect(move!.added).toMatchObject([{ code: "N", question_id: product.later.N }]);
    expect(move!.before!.overall).toBe(before.overall_score);

    const done = await product.move({ state: move!.state });
    expect(done).toMatchObject({ moved: true, version: "2", after: move!.after });
    const { saved, later, ids } = product;
    expect(await stateOf(product.id)).toEqual([
      { id: saved.K, question_id: later.K, status: "approved", score: 5, asked: true, dropped: false, version: 3 },
      { id: saved.S, question_id: later.S, status: "draft", score: 3.5, asked: true, dropped: false, version: 3 },
      { id: saved.G, question_id: later.G, status: "draft", score: null, asked: true, dropped: false, version: 3 },
      { id: saved.D, question_id: ids.D, status: "approved", score: 5, asked: false, dropped: true, version: 2 },
      { id: saved.C, question_id: later.C, status: "submitted", score: 4, asked: false, dropped: false, version: 3 },
    ]);
    const after = await maturityOfProduct(owner(), { product_id: product.id });
    expect(after.overall_score).toBe(done.after!.overall);
    expect(Object.keys(after.dimension_scores)).toEqual(["Alpha", "Gamma"]);
    await product.agrees();
    const audit = await world.sql<{ table_name: string }>(
      "select distinct table_name from audit_log where use_case = 'assessment.product.move' and record_id in ($1, $2)",
      [product.id, saved.K],
    );
    expect(audit.map(({ table_name }) => table_name)).toEqual(
      expect.arrayContaining(["products", "questionnaire_responses"]),
    );
  });

  it("leaves every former answer live or in the history, and the day before as it was", async () => {
    const product = await moving();
    const former = await getAssessmentAt(owner(), { product_id: product.id, at: "now" });
    const [{ now }] = (await world.sql<{ now: Date }>("select clock_timestamp() as now")) as [{ now: Date }];
    await product.move();
    const { snapshots } = await listSnapshots(owner(), { product_id: product.id });
    expect(snapshots[0]).toMatchObject({ cause: "move", questionnaire_version_id: product.from });
    expect(await verifySnapshot(owner(), { snapshot_id: snapshots[0]!.id })).toMatchObject({ state: "unaltered" });
    const said = ({ questions }: typeof former) =>
      questions.map(({ code, said }) => [code, said?.text, said?.score, said?.status]);
    const sorted = (one: typeof former) => said(one).sort((a, b) => String(a[0]).localeCompare(String(b[0])));
    for (const at of [String(snapshots[0]!.id), now.toISOString().slice(0, 23)]) {
      const then = await getAssessmentAt(owner(), { product_id: product.id, at });
      expect(sorted(then)).toEqual(sorted(former));
    }
    const report = await createReport(owner(), { product_id: product.id, snapshot_id: snapshots[0]!.id, pdf: false });
    const { content } = (
      await world.sql<{ content: { answers: { code: string; score: number }[] } }>(
        "select content from reports where id = $1",
        [report.id],
      )
    )[0]!;
    expect(content.answers.map(({ code, score }) => [code, score])).toEqual([
      ["K", 5],
      ["S", 2.5],
      ["G", 2.5],
      ["C", 4],
      ["D", 5],
    ]);
    const history = await getResponseHistory(owner(), { response_id: product.saved.D! });
    expect(history.revisions[0]).toMatchObject({ option: "Stage C", status: "submitted", moved: false });
    const kept = await getResponseHistory(owner(), { response_id: product.saved.K! });
    expect(kept.revisions.map(({ version, moved, status }) => [version, moved, status])).toEqual([
      [3, true, "approved"],
      [2, false, "submitted"],
      [1, false, "draft"],
    ]);
    const compared = await compareAssessments(owner(), {
      product_id: product.id,
      from: String(snapshots[0]!.id),
      to: "now",
    });
    expect(compared.questions.map(({ code, kinds }) => [code, kinds]).sort()).toEqual([
      ["D", ["answer", "score", "status"]],
      ["G", ["answer", "score", "status"]],
      ["S", ["score", "status"]],
    ]);
  });

  it("shows what is dropped nowhere among what is", async () => {
    const product = await moving();
    await product.move();
    const { responses } = JSON.parse(await getProductResponses(owner(), { product_id: product.id })) as {
      responses: { id: number }[];
    };
    expect(responses.map(({ id }) => id)).not.toContain(product.saved.D);
    expect((await getReviewQueue(world.lead.caller, { product_id: product.id })).reviews).toEqual([]);
    const refused = { code: "conflict" };
    const reopened = saveLeadComment(world.lead.caller, {
      product_id: product.id,
      response_id: product.saved.D!,
      status: "rejected",
      comment: "No",
      response_version: 2,
    });
    await expect(reopened).rejects.toMatchObject(refused);
    await expect(submitResponses(owner(), { product_id: product.id })).resolves.toMatchObject({ submitted: 1 });
    await product.agrees();
  });

  it("is followed by links to the sections there were", async () => {
    const product = await moving();
    const { outline } = await product.progress();
    await product.move();
    const read = (at: number) => getSection(owner(), { product_id: product.id, section_id: outline[at]!.id });
    const later = (await product.progress()).outline;
    expect((await read(0)).section).toMatchObject({ id: later[0]!.id, title: "One" });
    await expect(read(1)).rejects.toMatchObject({ code: "not_found" });
    expect((await product.progress()).newer).toBeNull();
  });

  it("happens once, and only where the preview still holds", async () => {
    const product = await moving();
    const { move } = await product.preview();
    await product.answer("S", { answer: "Stage C" });
    await expect(product.move({ state: move!.state })).rejects.toMatchObject({ code: "conflict" });
    const again = await product.preview();
    expect(await product.move({ state: again.move!.state })).toMatchObject({ moved: true });
    expect(await product.move({ questionnaire_version_id: product.to })).toMatchObject({ moved: false, version: "2" });
    expect(await product.move()).toMatchObject({ moved: false });
    expect((await product.preview()).move).toBeNull();
    expect(
      (await listSnapshots(owner(), { product_id: product.id })).snapshots.filter(({ cause }) => cause === "move"),
    ).toHaveLength(1);
    await expect(product.move({ questionnaire_version_id: product.from })).rejects.toMatchObject({ code: "invalid" });
  });

  it("is for the owner and superusers, in an open round", async () => {
    const product = await moving();
    for (const person of [world.lead, world.colleague]) {
      await expect(product.move({}, person.caller)).rejects.toMatchObject({ code: "forbidden" });
      expect(await getMovePreview(person.caller, { product_id: product.id })).toMatchObject({ may_move: false });
    }
    await expect(product.move({}, world.stranger.caller)).rejects.toMatchObject({ code: "not_found" });
    await expect(getMovePreview(world.stranger.caller, { product_id: product.id })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(product.move({}, anonymous)).rejects.toMatchObject({ code: "unauthenticated" });
    await closeRound(world.lead.caller, { product_id: product.id, number: 1 });
    await expect(product.move()).rejects.toMatchObject({ code: "locked" });
    expect((await product.preview()).product.round_closed).toBe(true);
  });

  it("takes the sets of others along", async () => {
    const product = await moving("samm");
    await saveQuestionnaireResponse(world.colleague.caller, {
      product_id: product.id,
      user_id: world.colleague.id,
      question_id: product.ids.S!,
      answer: "Stage C",
    });
    await saveQuestionnaireResponse(world.colleague.caller, {
      product_id: product.id,
      user_id: world.colleague.id,
      question: "Is it new?",
      answer: "Stage B",
      maturity_score: 4,
    });
    const { move } = await product.preview();
    expect(move!.others).toMatchObject([{ user_id: world.colleague.id, counts: { keep: 1, ask_again: 1, drop: 0 } }]);
    await product.move();
    const rows = await world.sql(
      "select question_id, maturity_score, status from questionnaire_responses where product_id = $1 and user_id = $2 order by id",
      [product.id, world.colleague.id],
    );
    expect(rows).toEqual([
      { question_id: product.later.S, maturity_score: 5, status: "draft" },
      { question_id: product.later.N, maturity_score: 4, status: "draft" },
    ]);
    const { overall_score } = await maturityOfProduct(owner(), { product_id: product.id, user_id: world.colleague.id });
    expect(move!.others[0]!.after.overall).toBe(overall_score);
    await product.agrees();
  });

  it("takes threads, requests, assignments, plans and targets along, and ends what has no question any more", async () => {
    const product = await moving();
    const { ids, later, saved } = product;
    const product_id = product.id;
    await saveLeadComment(world.lead.caller, { product_id, response_id: saved.S!, comment: "About the score" });
    const request = (code: string) =>
      requestEvidence(world.lead.caller, {
        product_id,
        kind: "request",
        response_id: saved[code]!,
        text: `Prove ${code}`,
      });
    await request("S");
    await world.sql("update questionnaire_responses set status = 'submitted' where id = $1", [saved.D]);
    await request("D");
    await world.sql("update questionnaire_responses set status = 'approved' where id = $1", [saved.D]);
    for (const code of ["S", "D"])
      await saveAssignment(owner(), { product_id, question_id: ids[code]!, user_id: world.client.id });
    await createAction(owner(), {
      product_id,
      title: "Improve",
      questions: [
        { question_id: ids.S!, target_score: 5 },
        { question_id: ids.D!, target_score: 5 },
      ],
    });
    const { product: planned } = await getPlan(owner(), { product_id });
    const targets = [
      { section: "One", dimension: "", level: 4 },
      { section: "Two", dimension: "Beta", level: 3 },
    ];
    await saveTargets(owner(), { product_id, version: planned.version, target_level: "3", targets });
    const { move } = await product.preview();
    expect(move!.ended).toEqual({
      assignments: [{ name: "client Test", place: "Is asked no more?" }],
      actions: [{ title: "Improve", question: "Is asked no more?" }],
      requests: [{ text: "Prove D", question: "Is asked no more?" }],
      targets: [targets[1]],
    });
    await product.move();
    const requests = await world.sql(
      "select question_id, status, resolution from evidence_requests where product_id = $1 order by id",
      [product_id],
    );
    expect(requests).toEqual([
      { question_id: later.S, status: "open", resolution: "" },
      {
        question_id: ids.D,
        status: "withdrawn",
        resolution: "Version 2 of the questionnaire does not ask this any more.",
      },
    ]);
    const { assignments } = await listAssignments(owner(), { product_id });
    expect(assignments).toMatchObject([{ question_id: later.S }]);
    expect(
      await world.sql(
        "select q.question_id from action_questions q join actions a on a.id = q.action_id where a.product_id = $1",
        [product_id],
      ),
    ).toEqual([{ question_id: later.S }]);
    expect(
      await world.sql("select section, dimension, level from targets where product_id = $1", [product_id]),
    ).toEqual([targets[0]]);
    await product.agrees();
  });

  it("is foretold for every product on the earlier version", async () => {
    const product = await moving("high_water");
    const from = { id: product.to, from: product.from };
    const { moves } = await listVersionMoves(world.superuser.caller, from);
    const { move } = await product.preview();
    expect(moves).toEqual([
      {
        product_id: product.id,
        product: expect.any(String),
        organization: "Acme",
        counts: { keep: 2, ask_again: 2, drop: 1 },
        before: move!.before,
        after: move!.after,
      },
    ]);
    await expect(listVersionMoves(owner(), from)).rejects.toMatchObject({ code: "forbidden" });
    const backwards = listVersionMoves(world.superuser.caller, { id: product.from, from: product.to });
    await expect(backwards).rejects.toMatchObject({ code: "invalid" });
    await product.move();
    expect((await listVersionMoves(world.superuser.caller, from)).moves).toEqual([]);
  });

  it("costs the same for one answer and for many, and for one set and for two", async () => {
    const cost = async (questions: number, sets: number) => {
      const questionnaire = newQuestionnaire(world);
      const asked = Array.from({ length: questions }, (_, n): Asked => ({
        code: `Q${n}`,
        text: `Question ${n}?`,
        options: stages(0, 5),
      }));
      const from = await questionnaire.publish("1", asked);
      const ids = await questionnaire.questionIds(from);
      const product = await addMovable(world, from, ids);
      for (const person of [world.client, world.colleague].slice(0, sets))
        for (const code of Object.keys(ids))
          await product.answer(code, { answer: "Stage B", user_id: person.id }, person);
      await questionnaire.publish("2", asked.slice(1));
      await getMovePreview(owner(), { product_id: product.id });
      const preview = await countStatements(() => getMovePreview(owner(), { product_id: product.id }));
      return [preview, await countStatements(() => moveProduct(owner(), { product_id: product.id }))];
    };
    expect(await cost(12, 2)).toEqual(await cost(2, 1));
  });
});

/** Holds a product's answer sets while each of `works` has begun to wait for them, in order; then lets go. */
async function queued(productId: number, ...works: (() => Promise<unknown>)[]) {
  const holder = new Client({ connectionString: world.database.ownerUrl });
  await holder.connect();
  try {
    await holder.query("begin");
    await holder.query("select from app.enter_system('system:test', '{}')");
    await holder.query("select id from answer_sets where product_id = $1 for update", [productId]);
    const begun: Promise<PromiseSettledResult<unknown>[]>[] = [];
    for (const [index, work] of works.entries()) {
      begun.push(Promise.allSettled([work()]));
      await expect
        .poll(async () => {
          const waiting = `select distinct l.pid from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where not l.granted and a.datname = current_database()`;
          return (await world.sql(waiting)).length;
        })
        .toBe(index + 1);
    }
    await holder.query("commit");
    return (await Promise.all(begun)).map(([result]) => result!);
  } finally {
    await holder.end();
  }
}

describe("a save that meets a move", () => {
  it("is refused where it waited for the move, and is moved where the move waited for it", async () => {
    const product = await moving();
    const save = () => product.answer("S", { answer: "Stage C" });
    const [moved, late] = await queued(product.id, () => product.move(), save);
    expect(moved).toMatchObject({ status: "fulfilled", value: { moved: true } });
    expect(late).toMatchObject({
      status: "rejected",
      reason: { code: "conflict", extras: { details: { reason: "moved" } } },
    });
    await product.agrees();

    const other = await moving();
    const [saved, after] = await queued(
      other.id,
      () => other.answer("S", { answer: "Stage C" }),
      () => other.move(),
    );
    expect([saved!.status, after!.status]).toEqual(["fulfilled", "fulfilled"]);
    const rows = await stateOf(other.id);
    expect(rows.find(({ id }) => id === other.saved.S)).toMatchObject({
      question_id: other.later.S,
      score: 5,
      version: 4,
    });
    await other.agrees();
  });

  it("is refused once the question has been left, and nothing of it is lost", async () => {
    const product = await moving();
    await product.move();
    const late = product.answer("D", { answer: "Stage A", version: 2 });
    await expect(late).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("version 2") });
    await expect(product.answer("S", { answer: "Stage A", version: 2 })).rejects.toMatchObject({ code: "conflict" });
  });

  it("is either saved and moved, or refused", async () => {
    const product = await moving();
    const tries = await Promise.allSettled([
      ...["A", "B", "C", "A"].map((stage) => product.answer("S", { answer: `Stage ${stage}` })),
      product.move(),
      ...["A", "B", "C", "A"].map((stage) => product.answer("S", { answer: `Stage ${stage}` })),
    ]);
    const refused = tries.flatMap((one) => (one.status === "rejected" ? [(one.reason as { code: string }).code] : []));
    expect(new Set(refused).size).toBeLessThanOrEqual(1);
    expect(refused.every((code) => code === "conflict")).toBe(true);
    const saves = tries.length - 1 - refused.length;
    const versions = await world.sql<{ version: number; moved: boolean }>(
      "select version, moved from response_revisions where response_id = $1 order by version",
      [product.saved.S],
    );
    // Two before, one for each save that changed something, and the move.
    expect(versions.filter(({ moved }) => moved)).toHaveLength(1);
    expect(versions.length).toBeLessThanOrEqual(3 + saves);
    const bound = await world.sql(
      "select question_id from questionnaire_responses where product_id = $1 and question_id = $2",
      [product.id, product.ids.S],
    );
    expect(bound).toEqual([]);
    await product.agrees();
  });
});
