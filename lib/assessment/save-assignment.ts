import { listCandidates } from "@/db/queries/assessment/product-people";
import { findProduct } from "@/db/queries/assessment/products";
import { lockAssignment, saveAssignment as write } from "@/db/queries/assessment/write-assignment";
import { insertMembers } from "@/db/queries/assessment/write-product";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import { notify } from "@/lib/notify/notify";
import { assignmentInput } from "./assignment-input";
import { canAssign } from "./evidence-policy";
import { assignedPath } from "./links";
import { accessTo } from "./product";
import { loadQuestionnaire } from "./questionnaire";

/**
 * Assigns a section or a question of a product to an active client of its organization, whoever had it before. Who is not
 * a member of the product becomes one by it, and is told.
 */
export const saveAssignment = command({
  action: "assessment.assignment.save",
  scope: "products:write",
  subject: "product",
  input: assignmentInput,
  target: (tx, input) => findProduct(tx, input.product_id),
  allow: (actor, product) => canAssign(actor, accessTo(product)),
  run: async ({ tx, actor, target }, input) => {
    const { sections, questions, byId } = await loadQuestionnaire(tx, target.questionnaire_version_id);
    const question = input.question_id === undefined ? undefined : byId.get(input.question_id);
    if (input.question_id !== undefined && !question)
      throw invalidField("question_id", "is not a question of this product's questionnaire");
    const sectionId = question?.sectionId ?? input.section_id;
    const section = sections.find(({ id }) => id === sectionId);
    if (!section) throw invalidField("section_id", "is not a section of this product's questionnaire");
    const [person] = await listCandidates(tx, target.organization_id, [input.user_id]);
    if (!person) throw invalidField("user_id", "is not an active client of the organization");

    const product = { id: target.id, organizationId: target.organization_id };
    if (person.id !== target.owner_id) await insertMembers(tx, product, [person.id]);
    const place = {
      organizationId: target.organization_id,
      productId: target.id,
      sectionId: input.section_id ?? null,
      questionId: input.question_id ?? null,
    };
    const before = await lockAssignment(tx, place);
    const { note, due_on: dueOn } = input;
    const id = await write(tx, { ...place, userId: person.id, dueOn, note, assignedBy: actor.userId });
    const told = before?.user_id === person.id && before.due_on === dueOn;
    const first = question ?? questions.find((each) => each.sectionId === section.id);
    if (!told && first) {
      await notify(tx, actor, [person.id], {
        organizationId: target.organization_id,
        kind: "assigned",
        subject: `Assigned to you: ${question?.text ?? section.title} of ${target.name}`,
        detail: [dueOn && `Due ${dueOn}.`, note].filter(Boolean).join(" "),
        link: assignedPath({ productId: target.id, sectionId: section.id, questionId: first.id }),
      });
    }
    return { id, product_id: target.id, user_id: person.id, due_on: dueOn, note };
  },
});
