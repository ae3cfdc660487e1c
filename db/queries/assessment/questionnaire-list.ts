import type { Statement, Tx } from "@/db/client";

export interface QuestionnaireVersionRow {
  id: number;
  title: string;
  slug: string;
  source: string;
  licence: string;
  attribution: string;
  version: string;
  status: "draft" | "published" | "archived";
  scoring_model: string;
  published_at: Date | null;
  sections: number;
  dimensions: number;
  questions: number;
  products: number;
}

const versionsStatement: Statement = {
  name: "list_questionnaire_versions",
  text: `select v.id, n.title, n.slug, n.source, n.licence, n.attribution, v.version, v.status, v.scoring_model, v.published_at, v.questions_count as questions,
      (select count(*)::int from sections s where s.version_id = v.id) as sections,
      (select count(*)::int from dimensions d join sections s on s.id = d.section_id
        where s.version_id = v.id and d.parent_id is null) as dimensions,
      (select count(*)::int from products p where p.questionnaire_version_id = v.id and p.archived_at is null) as products
    from questionnaire_versions v join questionnaires n on n.id = v.questionnaire_id
    order by n.title, n.id, v.id desc`,
};

/** Every version of every questionnaire, the latest first, with how many products use it. */
export async function listQuestionnaireVersions(tx: Tx): Promise<QuestionnaireVersionRow[]> {
  return tx.send<QuestionnaireVersionRow>(versionsStatement, []);
}

const productsOfVersionsStatement: Statement = {
  name: "count_products_of_versions",
  text: `select questionnaire_version_id as version_id, count(*)::int as products from products
    where questionnaire_version_id = any($1) and archived_at is null group by 1`,
};

/** How many products in use are measured by each of these versions; those with none are left out. */
export async function countProductsOfVersions(tx: Tx, versionIds: number[]) {
  return tx.send<{ version_id: number; products: number }>(productsOfVersionsStatement, [versionIds]);
}
