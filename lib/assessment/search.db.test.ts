import { beforeAll, describe, expect, it } from "vitest";
import { addProduct, questionsOf } from "@/e2e/support/assessed";
import { countStatements } from "@/e2e/support/count-statements";
import { anonymous, useWorld } from "@/e2e/support/world";
import { saveLeadComment } from "./save-lead-comment";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";
import { search } from "./search";

const world = useWorld();
let ours: Awaited<ReturnType<typeof addProduct>>;
let theirs: Awaited<ReturnType<typeof addProduct>>;
let questions: Awaited<ReturnType<typeof questionsOf>>;
const comment = "Please attach the deployment log of the pipeline.";

beforeAll(async () => {
  ours = await addProduct(world);
  theirs = await addProduct(world, world.stranger);
  questions = await questionsOf(world, ours.versionId);
  await world.sql("update products set name = 'Payments gateway' where id = $1", [ours.id]);
  await world.sql("update products set name = 'Payments of others' where id = $1", [theirs.id]);
  await world.sql("update users set first_name = 'Dana', last_name = 'Whitfield' where id = $1", [world.client.id]);
  await world.sql("update users set first_name = 'Dana', last_name = 'Strange' where id = $1", [world.stranger.id]);
  await world.sql("update users set first_name = 'Lena', last_name = 'Leadbetter' where id = $1", [world.lead.id]);
  const saved = await save(world.client.caller, {
    product_id: ours.id,
    question_id: questions[0]!.id,
    option_id: questions[0]!.options[0]!.id,
  });
  await saveLeadComment(world.lead.caller, { product_id: ours.id, response_id: saved.response_id, comment });
  await saveLeadComment(world.stranger.caller, { product_id: theirs.id, comment: "Our deployment is secret." });
});

describe("search", () => {
  it("finds products by the beginning of a word, within reach", async () => {
    const names = async (caller: typeof anonymous) => (await search(caller, { q: "pay" })).products.map(({ id }) => id);
    expect(await names(world.client.caller)).toEqual([ours.id]);
    expect(await names(world.stranger.caller)).toEqual([theirs.id]);
    expect(await names(world.lead.caller)).toEqual([ours.id]);
    expect((await names(world.superuser.caller)).sort()).toEqual([ours.id, theirs.id].sort());
    expect((await search(world.client.caller, { q: "gateway pay" })).products).toHaveLength(1);
    expect((await search(world.client.caller, { q: "gateway nothing" })).products).toHaveLength(0);
  });

  it("finds comments while the word is still being typed, with the question they are about", async () => {
    for (const q of ["deploy", "deploym", "deploymen", "deployment", "deployments", "attach deplo"]) {
      const { comments } = await search(world.client.caller, { q });
      expect(comments, q).toMatchObject([
        { productId: ours.id, product: "Payments gateway", author: "Lena Leadbetter", questionId: questions[0]!.id },
      ]);
      expect(comments[0]!.excerpt).toContain("deployment");
      expect(comments[0]!.sectionId).toBeTypeOf("number");
    }
    expect((await search(world.stranger.caller, { q: "deployment" })).comments).toMatchObject([
      { productId: theirs.id, responseId: null, questionId: null },
    ]);
  });

  it("finds questions of questionnaires in use, five at most, with a product of the reader's", async () => {
    const { questions: found } = await search(world.client.caller, { q: "secur" });
    expect(found).toHaveLength(5);
    for (const question of found) expect(question.productId).toBe(ours.id);
    const word = questions[0]!.text.match(/[A-Za-z]{6,}/)![0];
    expect((await search(world.client.caller, { q: word })).questions.map(({ text }) => text)).toContain(
      questions[0]!.text,
    );
    const nobody = await world.addPerson(
      "client",
      (await world.sql<{ id: number }>("insert into organizations (name) values ('Empty') returning id"))[0]!.id,
    );
    expect((await search(nobody.caller, { q: "secur" })).questions).toEqual([]);
  });

  it("finds colleagues and the leads assigned to one, nobody else", async () => {
    const people = async (caller: typeof anonymous, q: string) =>
      (await search(caller, { q })).people.map(({ id }) => id);
    expect(await people(world.client.caller, "dan")).toEqual([world.client.id]);
    expect(await people(world.client.caller, "whit dana")).toEqual([world.client.id]);
    expect(await people(world.client.caller, "leadb")).toEqual([world.lead.id]);
    expect(await people(world.stranger.caller, "leadb")).toEqual([]);
    expect(await people(world.lead.caller, "dana")).toEqual([world.client.id]);
    expect((await people(world.superuser.caller, "dana")).sort()).toEqual([world.client.id, world.stranger.id].sort());
    expect(await people(world.superuser.caller, world.stranger.email)).toEqual([world.stranger.id]);
  });

  it("takes whatever is typed as words", async () => {
    for (const q of ["", " ", "!!", "'", "a & | b:*", "the", "\\", "%", "(", "<->", "x".repeat(200), "é"]) {
      await expect(search(world.client.caller, { q }), q).resolves.toBeTypeOf("object");
    }
    await expect(search(world.client.caller, { q: "x".repeat(201) })).rejects.toMatchObject({ code: "invalid" });
  });

  it("asks one statement", async () => {
    await search(world.client.caller, { q: "deploy" });
    expect(await countStatements(() => search(world.client.caller, { q: "deploy" }))).toBe(4);
  });

  it("is closed to visitors and analysts", async () => {
    await expect(search(anonymous, { q: "pay" })).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(search(world.analyst.caller, { q: "pay" })).rejects.toMatchObject({ code: "forbidden" });
  });
});
