import type { Statement, Tx } from "@/db/client";

const inQuestions = "(select q.id from questions q where q.version_id = $1)";
const inSections = "(select s.id from sections s where s.version_id = $1)";

/** From the leaves to the root: a statement a level, whatever the draft's size. */
const statements: Statement[] = [
  { name: "delete_draft_options", text: `delete from options where question_id in ${inQuestions}` },
  { name: "delete_draft_questions", text: "delete from questions where version_id = $1" },
  {
    name: "delete_draft_subdimensions",
    text: `delete from dimensions where parent_id is not null and section_id in ${inSections}`,
  },
  { name: "delete_draft_dimensions", text: `delete from dimensions where section_id in ${inSections}` },
  { name: "delete_draft_sections", text: "delete from sections where version_id = $1" },
  { name: "delete_draft", text: "delete from questionnaire_versions where id = $1" },
];

const emptyStatement: Statement = {
  name: "delete_empty_questionnaire",
  text: `delete from questionnaires n where n.slug = $1
    and not exists (select from questionnaire_versions v where v.questionnaire_id = n.id)`,
};

/** Deletes a draft with its tree, and its questionnaire where no other version is left. */
export async function deleteDraft(tx: Tx, { id, slug }: { id: number; slug: string }): Promise<void> {
  await Promise.all([...statements.map((each) => tx.send(each, [id])), tx.send(emptyStatement, [slug])]);
}
