import { beforeAll, describe, expect, it } from "vitest";
import { countStatements } from "@/e2e/support/count-statements";
import { addProductOf, publishReferring } from "@/e2e/support/referring";
import { lookedInto, readWhole } from "@/e2e/support/read-whole";
import { anonymous, useWorld } from "@/e2e/support/world";
import { getSection } from "./get-section";
import { listSuggestions } from "./list-suggestions";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";

type Published = Awaited<ReturnType<typeof publishReferring>>;

const world = useWorld();
let samm: Published;
let dsomm: Published;

beforeAll(async () => {
  samm = await publishReferring(world, "Practices", [
    { code: "V-ST-A-1", refersTo: [["SAMM", "V-ST-A-1"]], scores: [0, 1.25, 2.5, 5] },
    { code: "V-ST-B-1", refersTo: [["SAMM", "V-ST-B-1"]], scores: [0, 1, 2, 3] },
    { code: "none", refersTo: [] },
  ]);
  dsomm = await publishReferring(world, "Activities", [
    {
      code: "scan",
      refersTo: [
        ["OWASP SAMM", " v–st-1 a"],
        ["ISO/IEC 27001:2022", "A.8.25"],
      ],
      scores: [0, 1, 2.5, 5],
    },
    { code: "dots", refersTo: [["ISO 27001 2022", "A.82.5"]] },
    { code: "test", refersTo: [["samm", "V ST B 1"]], scores: [1, 2, 3, 4, 5] },
    { code: "words", refersTo: [["iso 27001-2022", "a.8.25"]], type: "text" },
    { code: "alone", refersTo: [["CIS Controls", "1.1"]] },
  ]);
});

/** A tenant's worth of its own: each test sees only what it answered. */
async function somebody() {
  const [organization] = await world.sql<{ id: number }>(
    "insert into organizations (name) values ('Org ' || gen_random_uuid()) returning id",
  );
  const client = await world.addPerson("client", organization!.id);
  const here = await addProductOf(world, dsomm.versionId, "Here", client);
  const there = await addProductOf(world, samm.versionId, "There", client);
  const answer = (product: number, questionId: number, more: object) =>
    save(client.caller, { product_id: product, question_id: questionId, ...more });
  const suggestions = async (product = here) =>
    (await listSuggestions(client.caller, { product_id: product })).suggestions;
  return { organization: organization!.id, client, here, there, answer, suggestions };
}

const at = (from: Published, code: string) => from.questions[code]!;

describe("answers of other products", () => {
  it("are found however the reference is written, and say where they stand", async () => {
    const { here, there, answer, suggestions, client } = await somebody();
    await answer(there, at(samm, "V-ST-A-1").id, { option_id: at(samm, "V-ST-A-1").options[2] });
    await answer(there, at(samm, "V-ST-B-1").id, { option_id: at(samm, "V-ST-B-1").options[3] });
    await answer(there, at(samm, "none").id, { option_id: at(samm, "none").options[5] });
    const found = await suggestions();
    expect(found).toMatchObject([
      {
        question_id: at(dsomm, "scan").id,
        reference: { framework: "OWASP SAMM", reference: "v–st-1 a" },
        product: { id: there },
        questionnaire: "Practices 1",
        question: "Practices asks V-ST-A-1",
        answer: "Stage 2",
        score: 2.5,
        fill: { option_id: at(dsomm, "scan").options[2] },
      },
      // The best of 0 to 3 is the best of 1 to 5.
      { question_id: at(dsomm, "test").id, score: 5, fill: { option_id: at(dsomm, "test").options[4] } },
    ]);
    const { sectionId } = at(dsomm, "scan");
    const page = await getSection(client.caller, { product_id: here, section_id: sectionId });
    expect(page.questions.map(({ elsewhere }) => elsewhere)).toEqual([found[0], null, found[1], null, null]);
    // Back again: the words, from another product of the same questionnaire, too.
    await answer(here, at(dsomm, "words").id, { answer: "In the pipeline." });
    const again = await addProductOf(world, dsomm.versionId, "Again", client);
    const same = (await suggestions(again)).find(({ question_id }) => question_id === at(dsomm, "words").id);
    expect(same).toMatchObject({ product: { id: here }, fill: { answer: "In the pipeline." } });
  });

  it("are the approved before the newest, and leave what came back or does not apply", async () => {
    const { organization, client, there, answer, suggestions } = await somebody();
    const question = at(samm, "V-ST-A-1");
    const other = await addProductOf(world, samm.versionId, "Other", client);
    const first = await answer(other, question.id, { option_id: question.options[1] });
    const second = await answer(there, question.id, { option_id: question.options[3] });
    const products = async () => (await suggestions()).map(({ product }) => product.id);
    const status = (id: number, to: string) =>
      world.sql("update questionnaire_responses set status = $2 where id = $1 and organization_id = $3", [
        id,
        to,
        organization,
      ]);
    expect(await products()).toEqual([there]);
    await status(first.response_id, "approved");
    expect(await products()).toEqual([other]);
    await status(first.response_id, "rejected");
    expect(await products()).toEqual([there]);
    await status(second.response_id, "needs_revision");
    expect(await products()).toEqual([]);
    await status(second.response_id, "draft");
    await answer(there, question.id, { not_applicable: true, not_applicable_reason: "No tests." });
    expect(await products()).toEqual([]);
  });

  it("are none once the question is answered here; a remark answers nothing", async () => {
    const { here, there, answer, suggestions } = await somebody();
    await answer(there, at(samm, "V-ST-A-1").id, { option_id: at(samm, "V-ST-A-1").options[1] });
    await answer(here, at(dsomm, "scan").id, { comment: "Ask Ada.", partial: true });
    expect(await suggestions()).toHaveLength(1);
    await answer(here, at(dsomm, "scan").id, { option_id: at(dsomm, "scan").options[0] });
    expect(await suggestions()).toEqual([]);
  });

  it("are none of the product's own, of an archived one, or of somebody's own set", async () => {
    const { organization, here, there, answer, suggestions } = await somebody();
    await answer(here, at(dsomm, "words").id, { answer: "Here alone." });
    expect(await suggestions()).toEqual([]); // "scan" refers to the same
    const colleague = await world.addPerson("client", organization);
    await save(colleague.caller, {
      product_id: there,
      question_id: at(samm, "V-ST-A-1").id,
      option_id: at(samm, "V-ST-A-1").options[1]!,
      user_id: colleague.id,
    });
    expect(await suggestions()).toEqual([]);
    await answer(there, at(samm, "V-ST-A-1").id, { option_id: at(samm, "V-ST-A-1").options[1] });
    expect(await suggestions()).toHaveLength(1);
    await world.sql("update products set archived_at = now() where id = $1", [there]);
    expect(await suggestions()).toEqual([]);
  });

  it("come in pages, by section", async () => {
    const { there, here, client, answer, suggestions } = await somebody();
    for (const code of ["V-ST-A-1", "V-ST-B-1"])
      await answer(there, at(samm, code).id, { option_id: at(samm, code).options[1] });
    const all = await suggestions();
    const first = await listSuggestions(client.caller, { product_id: here, limit: 1 });
    const rest = await listSuggestions(client.caller, { product_id: here, limit: 1, cursor: first.next_cursor! });
    expect([...first.suggestions, ...rest.suggestions]).toEqual(all);
    expect(rest.next_cursor).toBeNull();
    const inSection = { product_id: here, section_id: at(dsomm, "scan").sectionId };
    expect((await listSuggestions(client.caller, inSection)).suggestions).toEqual(all);
    await expect(
      listSuggestions(client.caller, { ...inSection, section_id: at(samm, "none").sectionId }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("who is told", () => {
  it("nobody of another tenant's answers, and not those who answer nothing here", async () => {
    const mine = await somebody();
    const theirs = await somebody();
    const question = at(samm, "V-ST-A-1");
    await theirs.answer(theirs.there, question.id, { option_id: question.options[1] });
    expect(await mine.suggestions()).toEqual([]);
    // A superuser reaches both, and yet is told only what the product's own organization answers.
    const bySuperuser = (product_id: number) => listSuggestions(world.superuser.caller, { product_id });
    expect((await bySuperuser(mine.here)).suggestions).toEqual([]);
    expect((await bySuperuser(theirs.here)).suggestions).toHaveLength(1);
    for (const caller of [mine.client.caller, world.lead.caller, world.analyst.caller])
      await expect(listSuggestions(caller, { product_id: theirs.here })).rejects.toMatchObject({ code: "not_found" });
    await expect(listSuggestions(anonymous, { product_id: theirs.here })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    const section = { product_id: theirs.here, section_id: at(dsomm, "scan").sectionId };
    const colleague = await world.addPerson("client", theirs.organization);
    const seenBy = async (caller: typeof colleague.caller) =>
      (await getSection(caller, section)).questions.filter(({ elsewhere }) => elsewhere !== null).length;
    expect([await seenBy(theirs.client.caller), await seenBy(colleague.caller)]).toEqual([1, 0]);
  });
});

describe("in an organization with many answers", () => {
  const codes = Array.from({ length: 300 }, (_, at) => `X-${at}`);

  it("costs one statement, reads by index, and none of it where nothing is referred to", async () => {
    const refer = (title: string) =>
      publishReferring(
        world,
        title,
        codes.map((code, n) => ({
          code,
          refersTo: [
            ["Big", code],
            ["Group", `G${n % 60}`],
          ] as [string, string][],
        })),
      );
    const [asking, answering] = [await refer("Asking"), await refer("Answering")];
    const plain = await publishReferring(world, "Plain", [{ code: "p", refersTo: [] }]);
    const { client, organization } = await somebody();
    const here = await addProductOf(world, asking.versionId, "Here", client);
    const bare = await addProductOf(world, plain.versionId, "Bare", client);
    const read = (product_id: number, from: Published) => () =>
      getSection(client.caller, { product_id, section_id: Object.values(from.questions)[0]!.sectionId });
    await read(here, asking)();
    await read(bare, plain)();
    const before = await countStatements(read(here, asking));
    expect(before - (await countStatements(read(bare, plain)))).toBe(1);
    await world.sql("alter table questionnaire_responses disable trigger user");
    await world.sql("alter table questions disable trigger user");
    await world.sql(
      `insert into products (organization_id, name, owner_id, questionnaire_version_id)
       select $1, 'Many ' || g, $2, $3 from generate_series(1, 30) g`,
      [organization, client.id, answering.versionId],
    );
    await world.sql(
      `insert into answer_sets (organization_id, product_id, user_id) select organization_id, id, owner_id from products where name like 'Many %'`,
    );
    await world.sql(
      `insert into questionnaire_responses (organization_id, product_id, user_id, question_id, question, answer, maturity_score, score_source, answered_by)
       select p.organization_id, p.id, p.owner_id, q.id, q.text, 'Stage 3', 3, 'option', p.owner_id
       from products p join questions q on q.version_id = p.questionnaire_version_id where p.name like 'Many %'`,
    );
    // Many other questionnaires, which nobody here uses.
    await world.sql(
      `insert into questions (version_id, dimension_id, position, code, text, cross_references)
       select q.version_id, q.dimension_id, 1000 * g + q.position, q.code || '.' || g, q.text, jsonb_build_array(jsonb_build_object('framework', 'Big', 'reference', q.code || '.' || g))
       from questions q, generate_series(1, 25) g where q.version_id = $1`,
      [asking.versionId],
    );
    await world.sql("alter table questions enable trigger user");
    await world.sql("alter table questionnaire_responses enable trigger user");
    await world.sql("analyze");
    expect(await countStatements(read(here, asking))).toBe(before);
    expect((await read(here, asking)()).questions.every(({ elsewhere }) => elsewhere?.answer === "Stage 3")).toBe(true);

    for (let n = 0; n < 6; n++) await read(here, asking)(); // from the sixth on, PostgreSQL may take a plan that fits all values
    const whole = await readWhole(world, ["questions", "questionnaire_responses"]);
    const lookups = await lookedInto(world, "questions_reference_keys_idx");
    await read(here, asking)();
    expect(await readWhole(world, ["questions", "questionnaire_responses"])).toEqual(whole);
    expect(await lookedInto(world, "questions_reference_keys_idx")).toBeGreaterThan(lookups);
  });
});
