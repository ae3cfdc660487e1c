import { eq, sql } from "drizzle-orm";
import type { Statement, Tx } from "@/db/client";
import { questionnaireVersions } from "@/db/schema/assessment/questionnaire-versions";
import { questionnaires } from "@/db/schema/assessment/questionnaires";
import type { CrossReference, QuestionCondition, QuestionType } from "@/db/schema/assessment/questions";

interface Place {
  code: string;
  title: string;
  description: string;
}

interface QuestionContent {
  code: string;
  text: string;
  meaning: string;
  importance: string;
  good_evidence: string;
  type: QuestionType;
  /** 1 counts once. */
  weight: number;
  evidence_required: boolean;
  level: number | null;
  effort: number | null;
  condition: QuestionCondition | null;
  depends_on: string[];
  cross_references: CrossReference[];
  options: { text: string; description: string; score: number; minimum: number | null }[];
}

/** A questionnaire version's content. */
export interface Content {
  slug: string;
  title: string;
  description: string;
  source: string;
  source_url: string;
  licence: string;
  attribution: string;
  version: string;
  scoring_model: "mean" | "high_water" | "samm";
  sections: (Place & {
    dimensions: (Place & {
      questions: QuestionContent[];
      subdimensions: (Place & { questions: QuestionContent[] })[];
    })[];
  })[];
}

/*
 * A level of the tree a statement, whatever its size: rows come as one JSON parameter and find what they belong to by
 * their places, so no answer is waited for in between.
 */
const insertSections: Statement = {
  name: "insert_sections",
  text: `insert into sections (version_id, position, code, title, description)
    select $1, x.position, x.code, x.title, x.description
    from jsonb_to_recordset($2::jsonb) as x(position int, code text, title text, description text)`,
};
const insertDimensions: Statement = {
  name: "insert_dimensions",
  text: `insert into dimensions (section_id, position, code, title, description)
    select s.id, x.position, x.code, x.title, x.description
    from jsonb_to_recordset($2::jsonb) as x(section int, position int, code text, title text, description text)
    join sections s on s.version_id = $1 and s.position = x.section`,
};
const insertSubdimensions: Statement = {
  name: "insert_subdimensions",
  text: `insert into dimensions (section_id, parent_id, position, code, title, description)
    select s.id, d.id, x.position, x.code, x.title, x.description
    from jsonb_to_recordset($2::jsonb) as x(section int, dimension int, position int, code text, title text, description text)
    join sections s on s.version_id = $1 and s.position = x.section
    join dimensions d on d.section_id = s.id and d.parent_id is null and d.position = x.dimension`,
};
const insertQuestions: Statement = {
  name: "insert_questions",
  text: `insert into questions (version_id, dimension_id, position, code, text, meaning, importance, good_evidence, weight, type,
      evidence_required, level, effort, condition, depends_on, cross_references)
    select $1, case when x.subdimension is null then d.id else b.id end, x.position, x.code, x.text, x.meaning, x.importance,
      x.good_evidence, x.weight, x.type, x.evidence_required, x.level, x.effort, x.condition, x.depends_on, x.cross_references
    from jsonb_to_recordset($2::jsonb) as x(section int, dimension int, subdimension int, position int, code text, text text,
      meaning text, importance text, good_evidence text, weight int, type text, evidence_required boolean, level smallint,
      effort smallint, condition jsonb, depends_on jsonb, cross_references jsonb)
    join sections s on s.version_id = $1 and s.position = x.section
    join dimensions d on d.section_id = s.id and d.parent_id is null and d.position = x.dimension
    left join dimensions b on b.parent_id = d.id and b.position = x.subdimension
    order by x.section, x.dimension, x.subdimension nulls first, x.position`,
};
const insertOptions: Statement = {
  name: "insert_options",
  text: `insert into options (question_id, position, text, description, score, minimum)
    select q.id, x.position, x.text, x.description, x.score, x.minimum
    from jsonb_to_recordset($2::jsonb) as x(question text, position int, text text, description text, score real, minimum float8)
    join questions q on q.version_id = $1 and q.code = x.question
    order by q.id, x.position`,
};

/** Inserts a version with its whole tree, as a draft. Returns the version's id. */
export async function insertQuestionnaire(tx: Tx, content: Content): Promise<number> {
  const { slug, title, description, source, source_url: sourceUrl, licence, attribution } = content;
  const about = { title, description, source, sourceUrl, licence, attribution };
  const [questionnaire] = await tx
    .insert(questionnaires)
    .values({ slug, ...about })
    .onConflictDoUpdate({ target: questionnaires.slug, set: { ...about, updatedAt: sql`now()` } })
    .returning({ id: questionnaires.id });
  const rows = rowsOf(content);
  const [version] = await tx
    .insert(questionnaireVersions)
    .values({
      questionnaireId: questionnaire!.id,
      version: content.version,
      scoringModel: content.scoring_model,
      questionsCount: rows.questions.length,
    })
    .returning({ id: questionnaireVersions.id });
  const insert = (statement: Statement, level: object[]) => tx.send(statement, [version!.id, JSON.stringify(level)]);
  await Promise.all([
    insert(insertSections, rows.sections),
    insert(insertDimensions, rows.dimensions),
    insert(insertSubdimensions, rows.subdimensions),
    insert(insertQuestions, rows.questions),
    insert(insertOptions, rows.options),
  ]);
  return version!.id;
}

/** Every level of the tree as rows that say where they belong by position. */
export function rowsOf({ sections }: Pick<Content, "sections">) {
  const rows = { sections: [] as object[], dimensions: [] as object[], subdimensions: [] as object[] };
  const questions: object[] = [];
  const options: object[] = [];
  const place = ({ code, title, description }: Place, at: object) => ({ ...at, code, title, description });
  const ask = (asked: QuestionContent[], at: object) => {
    for (const [position, { options: own, weight, ...question }] of asked.entries()) {
      questions.push({ ...question, ...at, position, weight: Math.round(weight * 100) });
      for (const [index, option] of own.entries())
        options.push({ ...option, question: question.code, position: index });
    }
  };
  for (const [section, inSection] of sections.entries()) {
    rows.sections.push(place(inSection, { position: section }));
    for (const [dimension, inDimension] of inSection.dimensions.entries()) {
      rows.dimensions.push(place(inDimension, { section, position: dimension }));
      ask(inDimension.questions, { section, dimension, subdimension: null });
      for (const [subdimension, below] of inDimension.subdimensions.entries()) {
        rows.subdimensions.push(place(below, { section, dimension, position: subdimension }));
        ask(below.questions, { section, dimension, subdimension });
      }
    }
  }
  return { ...rows, questions, options };
}

export async function publishVersion(tx: Tx, versionId: number): Promise<void> {
  await tx
    .update(questionnaireVersions)
    .set({ status: "published", publishedAt: new Date() })
    .where(eq(questionnaireVersions.id, versionId));
}
