import { beforeAll, describe, expect, it } from "vitest";
import { assignmentsDue } from "@/db/queries/assessment/due/assignments";
import { addProduct, questionsOf } from "@/e2e/support/assessed";
import { dueOn } from "@/e2e/support/due";
import { countStatements } from "@/e2e/support/count-statements";
import { useWorld } from "@/e2e/support/world";
import { listNotifications } from "@/lib/notify/list-notifications";
import { addProductMember } from "./add-product-member";
import { getSection } from "./get-section";
import { listAssignments } from "./list-assignments";
import { listToDo } from "./list-to-do";
import { removeAssignment } from "./remove-assignment";
import { removeProductMember } from "./remove-product-member";
import { saveAssignment } from "./save-assignment";
import { saveQuestionnaireResponse } from "./save-questionnaire-response";

const world = useWorld();
let product: { id: number; versionId: number };
let questions: Awaited<ReturnType<typeof questionsOf>>;
let sections: { id: number; questions: number }[];

beforeAll(async () => {
  product = await addProduct(world);
  questions = await questionsOf(world, product.versionId);
  sections = await world.sql(
    `select s.id, count(q.id) as questions from sections s join dimensions d on d.section_id = s.id join questions q on q.dimension_id = d.id
     where s.version_id = $1 group by s.id, s.position order by s.position`,
    [product.versionId],
  );
});

const assign = (input: object, by = world.client) =>
  saveAssignment(by.caller, { product_id: product.id, user_id: world.colleague.id, ...input });
const toDo = async (person = world.colleague) => (await listToDo(person.caller, {})).assigned;

describe("assigning", () => {
  it("makes a member of a colleague, tells it, and shows it what to answer", async () => {
    await assign({ section_id: sections[0]!.id, due_on: "2020-02-01", note: "With the team" });
    const [own] = await toDo();
    expect(own).toMatchObject({
      product_id: product.id,
      due_on: "2020-02-01",
      overdue: true,
      total: sections[0]!.questions,
      answered: 0,
      note: "With the team",
      link: `/products/${product.id}/sections/${sections[0]!.id}?q=${questions[0]!.id}&mine=1`,
    });
    const { notifications } = await listNotifications(world.colleague.caller, {});
    expect(notifications[0]).toMatchObject({
      kind: "assigned",
      link: own!.link,
      detail: "Due 2020-02-01. With the team",
    });
    const answer = { product_id: product.id, question_id: questions[0]!.id, answer: "A" };
    await saveQuestionnaireResponse(world.colleague.caller, answer);
    expect((await toDo())[0]).toMatchObject({ answered: 1, link: expect.stringContaining(`q=${questions[1]!.id}&`) });
    const trail = await world.sql<{ use_case: string }>(
      "select use_case from audit_log where table_name = 'question_assignments' and action = 'INSERT' and user_id = $1",
      [world.client.id],
    );
    expect(trail).toEqual([{ use_case: "assessment.assignment.save" }]);
  });

  it("gives a question to one person, whoever has its section, and tells only what is new", async () => {
    const told = async () => (await listNotifications(world.colleague.caller, {})).notifications.length;
    const before = await told();
    await assign({ section_id: sections[0]!.id, due_on: "2020-02-01", note: "Changed words" });
    expect(await told()).toBe(before);
    await assign({ question_id: questions[1]!.id, user_id: world.client.id });
    expect((await toDo())[0]).toMatchObject({ total: sections[0]!.questions - 1, note: "Changed words" });
    const section = { product_id: product.id, section_id: sections[0]!.id };
    const seen = await getSection(world.colleague.caller, section);
    expect(seen.mine).toHaveLength(sections[0]!.questions - 1);
    expect(seen.mine).not.toContain(questions[1]!.id);
    expect(seen.questions[1]!.assignment).toMatchObject({ user_id: world.client.id, question_id: questions[1]!.id });
    expect(seen.questions[0]!.assignment).toMatchObject({ user_id: world.colleague.id, question_id: null });
    const { people } = await listAssignments(world.lead.caller, { product_id: product.id });
    expect(people.map(({ user_id, total, answered, overdue }) => ({ user_id, total, answered, overdue }))).toEqual([
      { user_id: world.colleague.id, total: sections[0]!.questions - 1, answered: 1, overdue: 1 },
      { user_id: world.client.id, total: 1, answered: 0, overdue: 0 },
    ]);
  });

  it("says what is due to whoever reminds, once", async () => {
    const ofProduct = async (today: string) =>
      (await dueOn(assignmentsDue, today)).filter(({ link }) => link.startsWith(`/products/${product.id}/`));
    const [found, ...more] = await ofProduct("2020-02-01");
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      user_id: world.colleague.id,
      organization_id: world.acme,
      due_on: "2020-02-01",
      stage: "day",
      link: `/products/${product.id}/sections/${sections[0]!.id}?q=${questions[2]!.id}&mine=1`,
    });
    expect(await ofProduct("2020-01-24")).toEqual([]);
  });

  it("ends when it is taken back, and when the person leaves the product", async () => {
    const { assignments } = await listAssignments(world.client.caller, { product_id: product.id });
    const question = assignments.find(({ question_id }) => question_id !== null)!;
    await removeAssignment(world.client.caller, { assignment_id: question.id });
    expect((await toDo())[0]).toMatchObject({ total: sections[0]!.questions });
    const member = { product_id: product.id, user_id: world.colleague.id };
    await removeProductMember(world.client.caller, member);
    expect(await toDo()).toEqual([]);
    await addProductMember(world.client.caller, member);
    expect(await toDo()).toEqual([]);
  });

  it("refuses who is elsewhere, what is not asked, and two places at once", async () => {
    const invalid = { code: "invalid" };
    const section_id = sections[1]!.id;
    await expect(assign({ section_id, user_id: world.stranger.id })).rejects.toMatchObject(invalid);
    await expect(assign({ section_id, user_id: world.lead.id })).rejects.toMatchObject(invalid);
    await expect(assign({ section_id: 999_999 })).rejects.toMatchObject(invalid);
    await expect(assign({ question_id: 999_999 })).rejects.toMatchObject(invalid);
    await expect(assign({ section_id, question_id: questions[0]!.id })).rejects.toMatchObject(invalid);
    await expect(assign({ section_id, due_on: "2026-02-30" })).rejects.toMatchObject(invalid);
    await expect(assign({ section_id }, world.lead)).rejects.toMatchObject({ code: "forbidden" });
    await expect(assign({ section_id }, world.stranger)).rejects.toMatchObject({ code: "not_found" });
  });

  it("costs as many statements for many assignments as for one", async () => {
    const list = () => listAssignments(world.client.caller, { product_id: product.id });
    const show = () => getSection(world.client.caller, { product_id: product.id, section_id: sections[0]!.id });
    await assign({ section_id: sections[0]!.id });
    await show(); // loads the questionnaire
    const one = [await countStatements(list), await countStatements(show), await countStatements(toDo)];
    for (const { id } of questions.slice(0, 20)) await assign({ question_id: id });
    expect([await countStatements(list), await countStatements(show), await countStatements(toDo)]).toEqual(one);
  });
});
