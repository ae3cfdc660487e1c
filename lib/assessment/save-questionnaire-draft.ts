import { findVersionById } from "@/db/queries/assessment/questionnaire-content";
import { lockVersion, updateDraft } from "@/db/queries/assessment/write-draft";
import { command } from "@/lib/kernel/command";
import { Fault, notFound } from "@/lib/kernel/fault";
import { saveDraftInput } from "./draft-input";
import { allQuestions, type QuestionnaireDocument } from "./import/document";
import { canManageQuestionnaires } from "./questionnaire-policy";

/**
 * Brings a draft to what its author sees: the same few statements for ten questions and for a thousand, writing only rows
 * that differ. What another author saved meanwhile is never overwritten unseen.
 * @throws Fault conflict for what is published, and for a document that is based on an earlier state (with `details`)
 */
export const saveQuestionnaireDraft = command({
  action: "assessment.questionnaire.save-draft",
  input: saveDraftInput,
  allow: canManageQuestionnaires,
  constraints: {
    questionnaire_versions_questionnaire_id_version_key: { path: "document.version", message: "is there already" },
  },
  run: async ({ tx }, { version_id, document, edit_version }) => {
    const [locked, version] = await Promise.all([lockVersion(tx, version_id), findVersionById(tx, version_id)]);
    if (!locked || !version) throw notFound("questionnaire version");
    if (locked.status !== "draft")
      throw new Fault("conflict", `${version.title} ${version.version} is ${locked.status}: it never changes again.`, {
        details: { status: locked.status },
      });
    if (locked.edit_version !== edit_version)
      throw new Fault("conflict", "The draft was changed elsewhere since you opened it.", {
        details: { status: "draft", edit_version: locked.edit_version },
      });
    requireIdentity(document, version.slug);
    return { id: version_id, edit_version: await updateDraft(tx, version_id, document) };
  },
});

/** What the stored tree is told by: the questionnaire's slug, and a code for each question. */
function requireIdentity(document: QuestionnaireDocument, slug: string) {
  const refuse = (path: string, message: string) => {
    throw new Fault("invalid", `${path}: ${message}`, { fields: [{ path, message }] });
  };
  if (document.slug !== slug) refuse("document.slug", "cannot change: it names the questionnaire through its versions");
  const codes = new Set<string>();
  for (const { code } of allQuestions(document)) {
    if (codes.has(code)) refuse("document.sections", `the code ${code} is there twice; each question needs its own`);
    codes.add(code);
  }
}
