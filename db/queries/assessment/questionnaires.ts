import type { Tx } from "@/db/client";
import type { CrossReference, QuestionCondition, QuestionType } from "@/db/schema/assessment/questions";

export interface QuestionnaireRow {
  id: number;
  questionnaire_id: number;
  slug: string;
  title: string;
  /** On what terms its content may be used, and what they ask to be said beside it. */
  licence: string;
  attribution: string;
  version: string;
  status: "draft" | "published" | "archived";
  scoring_model: "mean" | "high_water" | "samm";
  sections: SectionRow[];
}

interface SectionRow {
  id: number;
  code: string;
  title: string;
  description: string;
  dimensions: DimensionRow[];
}

interface DimensionRow {
  id: number;
  parent_id: number | null;
  code: string;
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
  type: QuestionType;
  evidence_required: boolean;
  level: number | null;
  effort: number | null;
  condition: QuestionCondition | null;
  depends_on: string[];
  cross_references: CrossReference[];
  options: OptionRow[];
}

interface OptionRow {
  id: number;
  position: number;
  text: string;
  description: string;
  score: number;
  /** Of a number: the least it stands for. */
  minimum: number | null;
}

const earlierStatement = {
  name: "is_question_of_earlier_version",
  text: `select exists (select from questions q
      join questionnaire_versions e on e.id = q.version_id
      join questionnaire_versions v on v.questionnaire_id = e.questionnaire_id and v.id = $2 and e.id < v.id
      where q.id = $1) as earlier`,
};

/** Whether a question belongs to an earlier version of the same questionnaire. */
export const isOfEarlierVersion = async (tx: Tx, questionId: number, versionId: number): Promise<boolean> =>
  (await tx.send<{ earlier: boolean }>(earlierStatement, [questionId, versionId]))[0]!.earlier;

const earlierSectionStatement = {
  name: "find_earlier_version_of_section",
  text: `select e.id from sections s
    join questionnaire_versions e on e.id = s.version_id
    join questionnaire_versions v on v.questionnaire_id = e.questionnaire_id and v.id = $2 and e.id < v.id
    where s.id = $1`,
};

/** The earlier version of the same questionnaire that a section belongs to, where it does. */
export const findEarlierVersionOf = async (tx: Tx, sectionId: number, versionId: number): Promise<number | undefined> =>
  (await tx.send<{ id: number }>(earlierSectionStatement, [sectionId, versionId]))[0]?.id;

const treeStatement = {
  name: "questionnaire_tree",
  text: `select v.id, v.questionnaire_id, n.slug, n.title, n.licence, n.attribution, v.version, v.status, v.scoring_model,
    (select coalesce(json_agg(json_build_object('id', s.id, 'code', s.code, 'title', s.title, 'description', s.description, 'dimensions',
      (select coalesce(json_agg(json_build_object('id', d.id, 'parent_id', d.parent_id, 'code', d.code, 'title', d.title, 'description', d.description, 'questions',
        (select coalesce(json_agg(json_build_object('id', q.id, 'code', q.code, 'text', q.text, 'meaning', q.meaning,
          'importance', q.importance, 'good_evidence', q.good_evidence, 'weight', q.weight, 'type', q.type, 'evidence_required', q.evidence_required,
          'level', q.level, 'effort', q.effort, 'condition', q.condition, 'depends_on', q.depends_on, 'cross_references', q.cross_references, 'options',
          (select coalesce(json_agg(json_build_object('id', o.id, 'position', o.position, 'text', o.text,
             'description', o.description, 'score', o.score, 'minimum', o.minimum) order by o.position), '[]') from options o where o.question_id = q.id))
          order by q.position), '[]') from questions q where q.dimension_id = d.id))
        order by case when d.parent_id is null then d.position else (select p.position from dimensions p where p.id = d.parent_id) end,
          d.parent_id is not null, d.position), '[]') from dimensions d where d.section_id = s.id))
      order by s.position), '[]') from sections s where s.version_id = v.id) as sections
    from questionnaire_versions v join questionnaires n on n.id = v.questionnaire_id where v.id = $1`,
};

/** A version with its whole tree, in one statement. */
export async function findQuestionnaireTree(tx: Tx, versionId: number): Promise<QuestionnaireRow | undefined> {
  return (await tx.send<QuestionnaireRow>(treeStatement, [versionId]))[0];
}
