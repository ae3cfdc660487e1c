import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { insertRows } from "./insert-rows";

/**
 * The newest published version, scored by the mean, that asks all of these questions; with none to ask for, the newest
 * there is.
 */
export async function findVersionWith(tx: Tx, texts: string[]): Promise<number | undefined> {
  const result = await tx.execute<{ id: number }>(
    sql`select v.id from questionnaire_versions v where v.status = 'published' and v.scoring_model = 'mean'
          and not exists (select from unnest(${sql.param(texts)}::text[]) t
            where not exists (select from questions q where q.version_id = v.id and md5(q.text) = md5(t)))
        order by v.id desc limit 1`,
  );
  return result.rows[0]?.id;
}

/** Begins a version of the questionnaire that moved in under this slug: a draft, the next after those there are. */
export async function insertVersion(
  tx: Tx,
  about: { slug: string; title: string; description: string; source: string; questions: number },
): Promise<number> {
  const result = await tx.execute<{ id: number }>(
    sql`with one as (
          insert into questionnaires (slug, title, description, source)
          values (${about.slug}, ${about.title}, ${about.description}, ${about.source})
          on conflict (slug) do update set slug = excluded.slug returning id)
        insert into questionnaire_versions (questionnaire_id, version, questions_count)
        select one.id, (select count(*) + 1 from questionnaire_versions v where v.questionnaire_id = one.id)::text,
          ${about.questions}::integer from one
        returning id`,
  );
  return result.rows[0]!.id;
}

export interface SectionContent {
  title: string;
  dimensions: { title: string; questions: QuestionContent[] }[];
}

interface QuestionContent {
  code: string;
  text: string;
  /** None: answered in people's own words. */
  options: { text: string; description: string }[];
}

/** Writes a draft's tree, a statement a level. Options are scored 1, 2, 3 … in their order. */
export async function insertTree(tx: Tx, versionId: number, sections: SectionContent[]): Promise<void> {
  const sectionIds = await ids(
    tx,
    sql`insert into sections (version_id, position, title)
      select ${versionId}, position, title from jsonb_to_recordset(${JSON.stringify(
        sections.map(({ title }, position) => ({ position, title })),
      )}::jsonb) as r(position integer, title text) returning id, position::text as key`,
  );
  const dimensions = sections.flatMap((section, at) =>
    section.dimensions.map((dimension, position) => ({
      ...{ section_id: sectionIds.get(String(at))!, position, title: dimension.title },
      questions: dimension.questions,
    })),
  );
  const dimensionIds = await ids(
    tx,
    sql`insert into dimensions (section_id, position, title)
      select section_id, position, title from jsonb_to_recordset(${JSON.stringify(
        dimensions.map(({ questions: _, ...dimension }) => dimension),
      )}::jsonb) as r(section_id integer, position integer, title text)
      returning id, section_id || '/' || position as key`,
  );
  const questions = dimensions.flatMap(({ section_id, position: place, questions }) =>
    questions.map(({ code, text, options }, position) => ({
      ...{ version_id: versionId, dimension_id: dimensionIds.get(`${section_id}/${place}`)!, position, code, text },
      ...{ type: options.length ? "option" : "text", options },
    })),
  );
  const questionIds = await ids(
    tx,
    sql`insert into questions (version_id, dimension_id, position, code, text, type)
      select version_id, dimension_id, position, code, text, type from jsonb_to_recordset(${JSON.stringify(
        questions.map(({ options: _, ...question }) => question),
      )}::jsonb) as r(version_id integer, dimension_id integer, position integer, code text, text text, type text)
      returning id, code as key`,
  );
  await insertRows<OptionRow>(
    tx,
    "options",
    { question_id: "integer", position: "integer", text: "text", description: "text", score: "real" },
    questions.flatMap(({ code, options }) =>
      options.map((option, position) => ({
        ...{ question_id: questionIds.get(code)!, position, score: position + 1 },
        ...option,
      })),
    ),
  );
}

interface OptionRow {
  question_id: number;
  position: number;
  text: string;
  description: string;
  score: number;
}

async function ids(tx: Tx, statement: ReturnType<typeof sql>): Promise<Map<string, number>> {
  const result = await tx.execute<{ id: number; key: string }>(statement);
  return new Map(result.rows.map(({ id, key }) => [key, id]));
}
