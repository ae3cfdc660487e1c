import { questionnaireDocument } from "@/lib/assessment/import/document";
import { importQuestionnaire } from "@/lib/assessment/import-questionnaire";
import { publishQuestionnaireVersion } from "@/lib/assessment/publish-questionnaire-version";
import type { QuestionType } from "@/db/schema/assessment/questions";
import type { Person, World } from "./world";

interface Referring {
  code: string;
  /** A framework and what it calls it. */
  refersTo: [string, string][];
  type?: QuestionType;
  /** The scores of its options. */
  scores?: number[];
  section?: string;
}

/** Publishes a questionnaire whose questions refer to frameworks; ids of questions and options by code. */
export async function publishReferring(world: World, title: string, questions: Referring[]) {
  const ask = ({ code, refersTo, type = "option", scores = [0, 1, 2, 3, 4, 5] }: Referring) => ({
    code,
    text: `${title} asks ${code}`,
    type,
    options: ["option", "options", "yes_no"].includes(type)
      ? scores.map((score, at) => ({ text: `Stage ${at}`, score }))
      : [],
    cross_references: refersTo.map(([framework, reference]) => ({ framework, reference })),
  });
  const sections = [...new Set(questions.map(({ section = "All" }) => section))];
  const document = questionnaireDocument.parse({
    format: "securesphere.questionnaire",
    format_version: 1,
    slug: crypto.randomUUID(),
    title,
    version: "1",
    sections: sections.map((section) => ({
      title: section,
      dimensions: [
        { title: section, questions: questions.filter((one) => (one.section ?? "All") === section).map(ask) },
      ],
    })),
  });
  const { id: versionId } = await importQuestionnaire(world.superuser.caller, { document });
  await publishQuestionnaireVersion(world.superuser.caller, { id: versionId });
  const rows = await world.sql<{ code: string; id: number; sectionId: number; options: number[] }>(
    `select q.code, q.id, d.section_id as "sectionId",
       coalesce((select json_agg(o.id order by o.position) from options o where o.question_id = q.id), '[]') as options
     from questions q join dimensions d on d.id = q.dimension_id where q.version_id = $1`,
    [versionId],
  );
  return { versionId, questions: Object.fromEntries(rows.map((row) => [row.code, row])) };
}

/** A product of a version, of the world's client if of nobody else. */
export async function addProductOf(world: World, versionId: number, name: string, owner: Person = world.client) {
  const [product] = await world.sql<{ id: number }>(
    "insert into products (organization_id, name, owner_id, questionnaire_version_id) values ($1, $2, $3, $4) returning id",
    [owner.organizationId, `${name} ${crypto.randomUUID()}`, owner.id, versionId],
  );
  return product!.id;
}
