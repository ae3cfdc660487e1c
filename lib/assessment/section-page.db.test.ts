import { beforeAll, describe, expect, it } from "vitest";
import { addProduct, questionsOf } from "@/e2e/support/assessed";
import { countStatements } from "@/e2e/support/count-statements";
import { anonymous, useWorld } from "@/e2e/support/world";
import { getProductProgress } from "./get-product-progress";
import { getResponseHistory } from "./get-response-history";
import { getSection } from "./get-section";
import { questionsIn } from "./outline";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";

const world = useWorld();
let product: Awaited<ReturnType<typeof addProduct>>;
let questions: Awaited<ReturnType<typeof questionsOf>>;
let sectionId: number;

beforeAll(async () => {
  product = await addProduct(world);
  questions = await questionsOf(world, product.versionId);
  const [first] = await world.sql<{ id: number }>("select id from sections where version_id = $1 order by position", [
    product.versionId,
  ]);
  sectionId = first!.id;
});

const comment = async (responseId: number, author: number, text: string, status: string | null = null) =>
  world.sql(
    `insert into lead_comments (organization_id, product_id, response_id, author_id, comment, status, response_version)
     select organization_id, product_id, id, $2, $3, $4, version from questionnaire_responses where id = $1`,
    [responseId, author, text, status],
  );

describe("a section", () => {
  it("has its questions in order, the answers, the last verdict and the thread in numbers", async () => {
    const question = questions[0]!;
    const saved = await save(world.client.caller, {
      product_id: product.id,
      question_id: question.id,
      option_id: question.options[1]!.id,
      comment: "Since May",
    });
    await comment(saved.response_id, world.lead.id, "Where is the log?", "needs_revision");
    await comment(saved.response_id, world.client.id, "Attached");
    const page = await getSection(world.client.caller, { product_id: product.id, section_id: sectionId });
    expect(page.section.title).toBe("Build and Deployment");
    expect(page.questions.map(({ id }) => id)).toEqual(
      questions.slice(0, page.questions.length).map((asked) => asked.id),
    );
    expect(page.questions[0]).toMatchObject({
      options: [{ score: 1 }, { score: 2 }, { score: 3 }, { score: 4 }, { score: 5 }],
      response: {
        option_id: question.options[1]!.id,
        comment: "Since May",
        version: 1,
        verdict: { status: "needs_revision", comment: "Where is the log?", author: "lead Test" },
        comments: 2,
        unread: 1,
      },
    });
    expect(page.questions[1]!.response).toBeNull();
    const states = questionsIn(page.outline);
    expect(states).toHaveLength(115);
    expect(states[0]).toMatchObject({ number: 1, done: true, status: "draft" });
    expect(page.outline[0]).toMatchObject({ average: 2 });
  });

  it("shows another user's set apart", async () => {
    await save(world.colleague.caller, {
      product_id: product.id,
      question_id: questions[0]!.id,
      user_id: world.colleague.id,
      answer: "E",
    });
    const input = { product_id: product.id, section_id: sectionId };
    const own = await getSection(world.client.caller, input);
    expect(own.other_set).toBeNull();
    expect(own.other_sets).toEqual([{ user_id: world.colleague.id, name: "client Test", answered: 1 }]);
    const other = await getSection(world.client.caller, { ...input, user_id: world.colleague.id });
    expect(other.other_set).toEqual({ user_id: world.colleague.id, name: "client Test" });
    expect(other.questions[0]!.response).toMatchObject({ maturity_score: 5 });
    await expect(getSection(world.client.caller, { ...input, user_id: world.stranger.id })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("asks the database as often for a full section as for an empty one", async () => {
    const fresh = await addProduct(world);
    const read = () => getSection(world.client.caller, { product_id: fresh.id, section_id: sectionId });
    const progress = () => getProductProgress(world.client.caller, { product_id: fresh.id });
    await read();
    const empty = [await countStatements(read), await countStatements(progress)];
    for (const question of questions.slice(0, 25)) {
      await save(world.client.caller, { product_id: fresh.id, question_id: question.id, answer: "C" });
    }
    expect([await countStatements(read), await countStatements(progress)]).toEqual(empty);
    expect(Math.max(...empty)).toBeLessThanOrEqual(10);
  });
});

describe("progress", () => {
  it("says where to go on and what came back", async () => {
    const fresh = await addProduct(world);
    const answer = (at: number) =>
      save(world.client.caller, { product_id: fresh.id, question_id: questions[at]!.id, answer: "C" });
    const first = await answer(0);
    await answer(2);
    await world.sql("update questionnaire_responses set status = 'rejected' where id = $1", [first.response_id]);
    await comment(first.response_id, world.lead.id, "Not what the log says", "rejected");
    const progress = await getProductProgress(world.lead.caller, { product_id: fresh.id });
    expect(progress.next).toEqual({ question_id: questions[3]!.id, section_id: sectionId, number: 4 });
    expect(progress.returned).toMatchObject([
      { question_id: questions[0]!.id, section_id: sectionId, comment: "Not what the log says", status: "rejected" },
    ]);
    expect(progress.outline.map(({ title }) => title)).toHaveLength(5);
  });
});

describe("the history of a response", () => {
  it("has every version with who saved it, the newest first, in pages, and the verdicts", async () => {
    const fresh = await addProduct(world);
    const body = { product_id: fresh.id, question_id: questions[0]!.id };
    const { response_id } = await save(world.client.caller, { ...body, answer: "A" });
    await save(world.client.caller, { ...body, answer: "B" });
    await save(world.client.caller, { ...body, comment: "Better", partial: true });
    await comment(response_id, world.lead.id, "Fine", "approved");
    const history = await getResponseHistory(world.lead.caller, { response_id });
    expect(history.revisions.map(({ version, maturity_score }) => [version, maturity_score])).toEqual([
      [3, 2],
      [2, 2],
      [1, 1],
    ]);
    expect(history.revisions[0]).toMatchObject({ comment: "Better", author: "client Test", evidence: [] });
    expect(history.verdicts).toMatchObject([{ status: "approved", author: "lead Test", version: 3 }]);
    const page = await getResponseHistory(world.lead.caller, { response_id, limit: 2 });
    expect(page.next_before).toBe(2);
    const rest = await getResponseHistory(world.lead.caller, { response_id, before_version: 2 });
    expect(rest.revisions.map(({ version }) => version)).toEqual([1]);
  });
});

describe("who may read", () => {
  it.each([
    ["an outsider", () => anonymous, "unauthenticated"],
    ["another tenant's client", () => world.stranger.caller, "not_found"],
    ["another tenant's lead", () => world.strangersLead.caller, "not_found"],
    ["an analyst", () => world.analyst.caller, "not_found"],
  ])("refuses %s", async (_, caller, code) => {
    const { response_id } = await save(world.client.caller, {
      product_id: product.id,
      question_id: questions[5]!.id,
      answer: "B",
    });
    const section = getSection(caller(), { product_id: product.id, section_id: sectionId });
    await expect(section).rejects.toMatchObject({ code });
    await expect(getProductProgress(caller(), { product_id: product.id })).rejects.toMatchObject({ code });
    await expect(getResponseHistory(caller(), { response_id })).rejects.toMatchObject({ code });
  });

  it("lets everyone in reach", async () => {
    for (const { caller } of [world.client, world.colleague, world.lead, world.superuser]) {
      expect((await getSection(caller, { product_id: product.id, section_id: sectionId })).product.id).toBe(product.id);
    }
  });
});
