import { expect, it } from "vitest";
import { countStatements } from "@/e2e/support/count-statements";
import { ownDocument } from "@/e2e/support/questionnaire-json";
import { anonymous, useWorld } from "@/e2e/support/world";
import { createQuestionnaire } from "./create-questionnaire";
import { deleteQuestionnaireDraft } from "./delete-questionnaire-draft";
import { questionnaireDocument } from "./import/document";
import { importQuestionnaire } from "./import-questionnaire";
import { publishQuestionnaireVersion } from "./publish-questionnaire-version";

const world = useWorld();

const draft = (slug: string = crypto.randomUUID(), version = "1.0") =>
  importQuestionnaire(world.superuser.caller, {
    document: questionnaireDocument.parse({ ...ownDocument(), slug, version }),
  });
const rows = async (slug: string) =>
  (
    await world.sql<{ questionnaires: number; versions: number }>(
      `select (select count(*) from questionnaires where slug = $1) as questionnaires,
         (select count(*) from questionnaire_versions v join questionnaires n on n.id = v.questionnaire_id where n.slug = $1) as versions`,
      [slug],
    )
  )[0];
const remove = (id: number, { caller } = world.superuser) => deleteQuestionnaireDraft(caller, { id });

it("deletes a draft with all it has, and the questionnaire with its only version", async () => {
  const { id, slug, title } = await draft();
  expect(await remove(id)).toEqual({ id, title, version: "1.0" });
  expect(await rows(slug)).toEqual({ questionnaires: 0, versions: 0 });
  const [left] = await world.sql<{ n: number }>(
    "select (select count(*) from questions where version_id = $1) + (select count(*) from sections where version_id = $1) as n",
    [id],
  );
  expect(left!.n).toBe(0);
  const [entry] = await world.sql<{ user_id: number; old_values: { version: string } }>(
    "select user_id, old_values from audit_log where table_name = 'questionnaire_versions' and action = 'DELETE' and record_id = $1",
    [id],
  );
  expect(entry).toMatchObject({ user_id: world.superuser.id, old_values: { version: "1.0" } });
  await expect(remove(id)).rejects.toMatchObject({ code: "not_found" });
});

it("leaves the other versions, and never deletes a published one", async () => {
  const { id: first, slug } = await draft();
  await publishQuestionnaireVersion(world.superuser.caller, { id: first });
  const { id: second } = await draft(slug, "2.0");
  await remove(second);
  expect(await rows(slug)).toEqual({ questionnaires: 1, versions: 1 });
  await expect(remove(first)).rejects.toMatchObject({ code: "conflict" });
  // The database holds the same.
  await expect(world.sql("delete from questionnaire_versions where id = $1", [first])).rejects.toThrow(/never changes/);
});

it("is for superusers, and costs the same for any draft", async () => {
  const { id } = await draft();
  for (const { caller } of [world.client, world.lead, world.analyst])
    await expect(deleteQuestionnaireDraft(caller, { id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(deleteQuestionnaireDraft(anonymous, { id })).rejects.toMatchObject({ code: "unauthenticated" });
  const about = { title: "Empty", slug: crypto.randomUUID(), version: "1" };
  const empty = await createQuestionnaire(world.superuser.caller, about);
  expect(await countStatements(() => remove(id))).toBe(await countStatements(() => remove(empty.id)));
});
