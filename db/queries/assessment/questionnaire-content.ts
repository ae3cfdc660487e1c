import { and, desc, eq, lt } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { questionnaireVersions } from "@/db/schema/assessment/questionnaire-versions";
import { questionnaires } from "@/db/schema/assessment/questionnaires";

export async function findVersion(tx: Tx, slug: string, version: string) {
  const [row] = await tx
    .select({ id: questionnaireVersions.id, status: questionnaireVersions.status })
    .from(questionnaireVersions)
    .innerJoin(questionnaires, eq(questionnaires.id, questionnaireVersions.questionnaireId))
    .where(and(eq(questionnaires.slug, slug), eq(questionnaireVersions.version, version)));
  return row;
}

/** What is known of a slug: the questionnaire's title and its versions, the newest first. */
export async function findVersionsOfSlug(tx: Tx, slug: string) {
  return tx
    .select({
      id: questionnaireVersions.id,
      title: questionnaires.title,
      version: questionnaireVersions.version,
      status: questionnaireVersions.status,
    })
    .from(questionnaireVersions)
    .innerJoin(questionnaires, eq(questionnaires.id, questionnaireVersions.questionnaireId))
    .where(eq(questionnaires.slug, slug))
    .orderBy(desc(questionnaireVersions.id))
    .limit(100);
}

const versionColumns = {
  id: questionnaireVersions.id,
  slug: questionnaires.slug,
  title: questionnaires.title,
  description: questionnaires.description,
  source: questionnaires.source,
  sourceUrl: questionnaires.sourceUrl,
  licence: questionnaires.licence,
  attribution: questionnaires.attribution,
  version: questionnaireVersions.version,
  scoringModel: questionnaireVersions.scoringModel,
  status: questionnaireVersions.status,
  questionsCount: questionnaireVersions.questionsCount,
  editVersion: questionnaireVersions.editVersion,
  publishedAt: questionnaireVersions.publishedAt,
};

/** A version with its questionnaire. */
export async function findVersionById(tx: Tx, id: number) {
  const [row] = await tx
    .select(versionColumns)
    .from(questionnaireVersions)
    .innerJoin(questionnaires, eq(questionnaires.id, questionnaireVersions.questionnaireId))
    .where(eq(questionnaireVersions.id, id));
  return row;
}

/** Versions with their questionnaire, the newest first. */
export async function listVersions(
  tx: Tx,
  { status, before, limit = 1_000 }: { status?: "published"; before?: number; limit?: number } = {},
) {
  return tx
    .select(versionColumns)
    .from(questionnaireVersions)
    .innerJoin(questionnaires, eq(questionnaires.id, questionnaireVersions.questionnaireId))
    .where(
      and(
        status && eq(questionnaireVersions.status, status),
        before === undefined ? undefined : lt(questionnaireVersions.id, before),
      ),
    )
    .orderBy(desc(questionnaireVersions.id))
    .limit(limit);
}

/** Versions that a product can be measured by. */
export const listPublished = (tx: Tx) => listVersions(tx, { status: "published" });
