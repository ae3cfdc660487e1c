import type { Tx } from "@/db/client";

export interface QuestionnaireRow {
  id: number;
  questionnaire_id: number;
  slug: string;
  title: string;
  version: string;
  status: "draft" | "published" | "archived";
  scoring_model: "mean" | "high_water" | "samm";
  sections: SectionRow[];
}

interface SectionRow {
  id: number;
  title: string;
  description: string;
  dimensions: DimensionRow[];
}

interface DimensionRow {
  id: number;
  parent_id: number | null;
  title: string;
  description: string;
  questions: QuestionRow[];
}

export interface QuestionRow {
  id: number;
  code: string;
  text: string;
  meaning: string;
  importance: string;
  good_evidence: string;
  weight: number;
  options: { id: number; position: number; text: string; description: string; score: number }[];
}

const treeStatement = {
  name: "questionnaire_tree",
  text: `select v.id, v.questionnaire_id, n.slug, n.title, v.version, v.status, v.scoring_model,
    (select coalesce(json_agg(json_build_object('id', s.id, 'title', s.title, 'description', s.description, 'dimensions',
      (select coalesce(json_agg(json_build_object('id', d.id, 'parent_id', d.parent_id, 'title', d.title, 'description', d.description, 'questions',
        (select coalesce(json_agg(json_build_object('id', q.id, 'code', q.code, 'text', q.text, 'meaning', q.meaning,
          'importance', q.importance, 'good_evidence', q.good_evidence, 'weight', q.weight, 'options',
          (select coalesce(json_agg(json_build_object('id', o.id, 'position', o.position, 'text', o.text,
             'description', o.description, 'score', o.score) order by o.position), '[]') from options o where o.question_id = q.id))
          order by q.position), '[]') from questions q where q.dimension_id = d.id))
        order by d.parent_id is not null, d.position), '[]') from dimensions d where d.section_id = s.id))
      order by s.position), '[]') from sections s where s.version_id = v.id) as sections
    from questionnaire_versions v join questionnaires n on n.id = v.questionnaire_id where v.id = $1`,
};

/** A version with its whole tree, in one statement. */
export async function findQuestionnaireTree(tx: Tx, versionId: number): Promise<QuestionnaireRow | undefined> {
  return (await tx.send<QuestionnaireRow>(treeStatement, [versionId]))[0];
}
