import { z } from "zod";
import { deleteDraft } from "@/db/queries/assessment/delete-draft";
import { findVersionById } from "@/db/queries/assessment/questionnaire-content";
import { lockVersion } from "@/db/queries/assessment/write-draft";
import { command } from "@/lib/kernel/command";
import { Fault, notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { canManageQuestionnaires } from "./questionnaire-policy";

/**
 * Deletes a draft, which nobody was ever asked; its questionnaire goes with its only version. The audit trail keeps what it
 * said.
 * @throws Fault conflict for what is or was published
 */
export const deleteQuestionnaireDraft = command({
  action: "assessment.questionnaire.delete-draft",
  scope: "products:write",
  input: z.object({ id: id() }),
  allow: canManageQuestionnaires,
  run: async ({ tx }, { id }) => {
    const [locked, found] = await Promise.all([lockVersion(tx, id), findVersionById(tx, id)]);
    if (!locked || !found) throw notFound("questionnaire version");
    const { title, version, slug } = found;
    if (locked.status !== "draft")
      throw new Fault("conflict", `${title} ${version} is ${locked.status}: only drafts can be deleted.`);
    await deleteDraft(tx, { id, slug });
    return { id, title, version };
  },
});
