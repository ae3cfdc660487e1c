import { z } from "zod";
import { findVersionById } from "@/db/queries/assessment/questionnaire-content";
import { lockVersion } from "@/db/queries/assessment/write-draft";
import { command } from "@/lib/kernel/command";
import { Fault, notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { documentOf } from "./document-of";
import { draftProblems } from "./draft-problems";
import type { QuestionnaireDocument } from "./import/document";
import { publishDraft } from "./publish-draft";
import { loadQuestionnaire } from "./questionnaire";
import { canManageQuestionnaires } from "./questionnaire-policy";

/** Opens a draft to products. From then on nobody changes it, which the database holds. */
export const publishQuestionnaireVersion = command({
  action: "assessment.questionnaire.publish",
  scope: "products:write",
  input: z.object({ id: id() }),
  allow: canManageQuestionnaires,
  run: async ({ tx }, { id }) => {
    // Locked, so that what is looked at is what is published: an author may be saving it.
    const [locked, found] = await Promise.all([lockVersion(tx, id), findVersionById(tx, id)]);
    if (!locked || !found) throw notFound("questionnaire version");
    const { title, version, status } = found;
    if (status !== "draft") throw new Fault("conflict", `${title} ${version} is ${status} already.`);
    if (found.questionsCount === 0) throw new Fault("conflict", `${title} ${version} has no question yet.`);
    requireComplete(documentOf(found, await loadQuestionnaire(tx, id)));
    await publishDraft(tx, id);
    return { id, title, version };
  },
});

/** @throws Fault invalid, naming all that is missing */
function requireComplete(document: QuestionnaireDocument) {
  const fields = draftProblems(document).map(({ at, message }) => ({
    path: at === null ? "" : "question" in at ? at.question : titlesOf(document, at.place),
    message,
  }));
  const [first] = fields;
  if (!first) return;
  const more = fields.length > 1 ? ` (and ${fields.length - 1} more)` : "";
  throw new Fault("invalid", `${first.path ? `${first.path}: ` : ""}${first.message}${more}`, { fields });
}

function titlesOf({ sections }: QuestionnaireDocument, [section = 0, dimension, below]: number[]) {
  const inSection = sections[section];
  const inDimension = dimension === undefined ? undefined : inSection?.dimensions[dimension];
  const subdimension = below === undefined ? undefined : inDimension?.subdimensions[below];
  return [inSection, inDimension, subdimension]
    .flatMap((place) => (place ? [place.title || "untitled"] : []))
    .join(" / ");
}
