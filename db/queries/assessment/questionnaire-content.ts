import { and, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { dimensions } from "@/db/schema/assessment/dimensions";
import { options } from "@/db/schema/assessment/options";
import { questionnaireVersions } from "@/db/schema/assessment/questionnaire-versions";
import { questionnaires } from "@/db/schema/assessment/questionnaires";
import { questions } from "@/db/schema/assessment/questions";
import { sections } from "@/db/schema/assessment/sections";

/** A questionnaire version's content. Options are scored 1, 2, 3 … in their order. */
export interface Content {
  slug: string;
  title: string;
  description: string;
  source: string;
  licence: string;
  version: string;
  sections: {
    title: string;
    description: string;
    dimensions: {
      title: string;
      description: string;
      questions: {
        code: string;
        text: string;
        help: { meaning: string; importance: string; evidence: string };
        options: { text: string; description: string }[];
      }[];
    }[];
  }[];
}

export async function findVersion(tx: Tx, slug: string, version: string) {
  const [row] = await tx
    .select({ id: questionnaireVersions.id })
    .from(questionnaireVersions)
    .innerJoin(questionnaires, eq(questionnaires.id, questionnaireVersions.questionnaireId))
    .where(and(eq(questionnaires.slug, slug), eq(questionnaireVersions.version, version)));
  return row;
}

/** Inserts a version with its whole tree, as a draft. One statement a level. Returns the version's id. */
export async function insertQuestionnaire(tx: Tx, content: Content): Promise<number> {
  const { slug, title, description, source, licence } = content;
  const [questionnaire] = await tx
    .insert(questionnaires)
    .values({ slug, title, description, source, licence })
    .onConflictDoUpdate({
      target: questionnaires.slug,
      set: { title, description, source, licence, updatedAt: sql`now()` },
    })
    .returning({ id: questionnaires.id });
  const asked = content.sections.flatMap((section) => section.dimensions.flatMap((dimension) => dimension.questions));
  const [version] = await tx
    .insert(questionnaireVersions)
    .values({ questionnaireId: questionnaire!.id, version: content.version, questionsCount: asked.length })
    .returning({ id: questionnaireVersions.id });
  const versionId = version!.id;
  const sectionIds = await tx
    .insert(sections)
    .values(
      content.sections.map((section, position) => ({
        versionId,
        position,
        title: section.title,
        description: section.description,
      })),
    )
    .returning({ id: sections.id });
  const dimensionRows = content.sections.flatMap((section, at) =>
    section.dimensions.map((dimension, position) => ({
      sectionId: sectionIds[at]!.id,
      position,
      title: dimension.title,
      description: dimension.description,
    })),
  );
  const dimensionIds = await tx.insert(dimensions).values(dimensionRows).returning({ id: dimensions.id });
  const allDimensions = content.sections.flatMap((section) => section.dimensions);
  const questionRows = allDimensions.flatMap((dimension, at) =>
    dimension.questions.map(({ code, text, help }, position) => ({
      versionId,
      dimensionId: dimensionIds[at]!.id,
      position,
      code,
      text,
      meaning: help.meaning,
      importance: help.importance,
      goodEvidence: help.evidence,
    })),
  );
  const questionIds = await tx.insert(questions).values(questionRows).returning({ id: questions.id });
  await tx.insert(options).values(
    asked.flatMap((question, at) =>
      question.options.map(({ text, description: told }, position) => ({
        questionId: questionIds[at]!.id,
        position,
        text,
        description: told,
        score: position + 1,
      })),
    ),
  );
  return versionId;
}

export async function publishVersion(tx: Tx, versionId: number): Promise<void> {
  await tx
    .update(questionnaireVersions)
    .set({ status: "published", publishedAt: new Date() })
    .where(eq(questionnaireVersions.id, versionId));
}

const versionColumns = {
  id: questionnaireVersions.id,
  slug: questionnaires.slug,
  title: questionnaires.title,
  description: questionnaires.description,
  version: questionnaireVersions.version,
  status: questionnaireVersions.status,
  questionsCount: questionnaireVersions.questionsCount,
  publishedAt: questionnaireVersions.publishedAt,
};

/** All versions with their questionnaire, the newest first. */
export async function listVersions(tx: Tx, status?: "published") {
  return tx
    .select(versionColumns)
    .from(questionnaireVersions)
    .innerJoin(questionnaires, eq(questionnaires.id, questionnaireVersions.questionnaireId))
    .where(status && eq(questionnaireVersions.status, status))
    .orderBy(desc(questionnaireVersions.id));
}

/** Versions that a product can be measured by. */
export const listPublished = (tx: Tx) => listVersions(tx, "published");
