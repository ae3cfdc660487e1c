import { describe, expect, it } from "vitest";
import { countStatements } from "@/e2e/support/count-statements";
import { addMovable, newQuestionnaire, stages, type Asked } from "@/e2e/support/moving";
import { anonymous, useWorld } from "@/e2e/support/world";
import { createQuestionnaire } from "./create-questionnaire";
import { getQuestionnaireDraft } from "./get-questionnaire-draft";
import { getQuestionnairePreview } from "./get-questionnaire-preview";
import { getVersionChanges } from "./get-version-changes";
import { startQuestionnaireDraft } from "./start-questionnaire-draft";

const world = useWorld();
const author = () => world.superuser.caller;

const asked: Asked[] = [
  { code: "A", text: "Is it decided?", options: stages(0, 5) },
  { code: "B", text: "Is it gone?", options: stages(0, 5) },
  {
    code: "C",
    text: "Only then?",
    options: stages(0, 5),
    section: "Two",
    dimension: "Beta",
    condition: { question: "A", match: "any", options: [2] },
  },
];

/** Whoever is no superuser is refused, whatever the version. */
async function onlySuperusers(call: (caller: typeof world.client.caller) => Promise<unknown>) {
  for (const { caller } of [world.client, world.lead, world.analyst, world.stranger])
    await expect(call(caller)).rejects.toMatchObject({ code: "forbidden" });
  await expect(call(anonymous)).rejects.toMatchObject({ code: "unauthenticated" });
}

describe("a new questionnaire", () => {
  const about = (slug: string = crypto.randomUUID()) => ({ title: "Our own", slug, version: "1" });

  it("is an empty draft, and stands in the trail", async () => {
    const given = about();
    const { id, slug, version } = await createQuestionnaire(author(), given);
    expect({ slug, version }).toEqual({ slug: given.slug, version: "1" });
    expect(await getQuestionnaireDraft(author(), { id })).toMatchObject({
      status: "draft",
      document: { title: "Our own", scoring_model: "mean", sections: [] },
    });
    expect(
      await world.sql(
        "select use_case, user_id from audit_log where table_name = 'questionnaire_versions' and action = 'INSERT' and record_id = $1",
        [id],
      ),
    ).toEqual([{ use_case: "assessment.questionnaire.create", user_id: world.superuser.id }]);
  });

  it("takes no slug that is there, and is for superusers", async () => {
    const given = about();
    await createQuestionnaire(author(), given);
    const taken = { code: "invalid", extras: { fields: [{ path: "slug", message: "is there already" }] } };
    await expect(createQuestionnaire(author(), { ...given, version: "2" })).rejects.toMatchObject(taken);
    await expect(createQuestionnaire(author(), about("Not a slug"))).rejects.toMatchObject({ code: "invalid" });
    await onlySuperusers((caller) => createQuestionnaire(caller, about()));
  });
});

describe("what a version changes", () => {
  it("is said against the latest published before it, or the one named, with the products of each", async () => {
    const { publish, questionIds } = newQuestionnaire(world);
    const first = await publish("1", asked);
    await addMovable(world, first, await questionIds(first));
    const second = await publish("2", [asked[0]!, asked[2]!]);
    const { id: draft } = await startQuestionnaireDraft(author(), { from_version_id: first, version: "3" });
    const changes = (id: number, against?: number) => getVersionChanges(author(), { id, against });

    const of = await changes(second);
    expect(of).toMatchObject({ id: second, version: "2", status: "published", against: { id: first, products: 1 } });
    expect(of.changes).toMatchObject({ removed: [{ code: "B" }], added: [] });

    const newest = await changes(draft);
    expect(newest.against).toMatchObject({ id: second, products: 0 });
    expect(newest.others.map(({ id }) => id)).toEqual([second, first]);
    expect(newest.changes).toMatchObject({ removed: [], added: [{ code: "B" }] });
    expect((await changes(draft, first)).changes).toMatchObject({ removed: [], added: [] });

    expect(await changes(first)).toMatchObject({ against: null, changes: null });
    const other = await newQuestionnaire(world).publish("1", asked);
    for (const [id, against] of [
      [second, other], // of another questionnaire
      [second, draft], // not published
      [0x7fffffff, undefined],
    ] as const)
      await expect(changes(id, against)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is for superusers, and costs the same for any size", async () => {
    const cost = async (questions: number) => {
      const { publish } = newQuestionnaire(world);
      const list = Array.from({ length: questions }, (_, at): Asked => ({
        ...{ code: `Q${at}`, text: `Question ${at}?`, options: stages(0, 5), section: `Section ${at}` },
      }));
      await publish("1", list);
      const id = await publish("2", list.slice(1));
      return countStatements(() => getVersionChanges(author(), { id }));
    };
    expect(await cost(9)).toBe(await cost(2));
    const id = await newQuestionnaire(world).publish("1", asked);
    await onlySuperusers((caller) => getVersionChanges(caller, { id }));
  });
});

describe("the preview of a version", () => {
  it("shows a section as clients meet it, with what decides over it", async () => {
    const { publish, questionIds } = newQuestionnaire(world);
    const id = await publish("1", asked);
    const ids = await questionIds(id);
    const preview = await getQuestionnairePreview(author(), { id });
    expect(preview.section).toMatchObject({ title: "One" });
    expect(preview.questions.map(({ code }) => code)).toEqual(["A", "B"]);
    const two = preview.sections[1]!;
    const second = await getQuestionnairePreview(author(), { id, section: two.id });
    expect(second.questions.map(({ code }) => code)).toEqual(["C"]);
    // The question that decides is in the other section.
    expect(second.deciding.map((question) => question.id)).toEqual([ids.A]);
    expect(second.rules).toMatchObject([{ questionId: ids.C, decidedBy: ids.A }]);
  });

  it("of a draft without a section is empty; of what is not there it is none", async () => {
    const about = { title: "Empty", slug: crypto.randomUUID(), version: "1" };
    const { id } = await createQuestionnaire(author(), about);
    expect(await getQuestionnairePreview(author(), { id })).toMatchObject({
      ...{ status: "draft", section: null, sections: [], questions: [] },
    });
    const elsewhere = await newQuestionnaire(world).publish("1", asked);
    const [section] = (await getQuestionnairePreview(author(), { id: elsewhere })).sections;
    for (const input of [{ id, section: section!.id }, { id: 0x7fffffff }])
      await expect(getQuestionnairePreview(author(), input)).rejects.toMatchObject({ code: "not_found" });
    await onlySuperusers((caller) => getQuestionnairePreview(caller, { id }));
  });
});
