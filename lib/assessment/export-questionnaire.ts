import { z } from "zod";
import { findVersionById } from "@/db/queries/assessment/questionnaire-content";
import { notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { hundredths, newDocument } from "./import/build";
import type { DocumentQuestion, QuestionnaireDocument } from "./import/document";
import { inAssessment } from "./policy";
import { loadQuestionnaire, type Questionnaire } from "./questionnaire";
import { canReadVersion } from "./questionnaire-policy";

/** A version of a questionnaire in the product's own format, as an import takes it. */
export const exportQuestionnaire = query({
  action: "assessment.questionnaire.export",
  scope: "products:read",
  input: z.object({ id: id() }),
  allow: inAssessment,
  run: async ({ tx, actor }, { id }): Promise<QuestionnaireDocument> => {
    const version = await findVersionById(tx, id);
    if (!version || !canReadVersion(actor, version)) throw notFound("questionnaire version");
    return newDocument({
      slug: version.slug,
      title: version.title,
      description: version.description,
      version: version.version,
      source: version.source,
      source_url: version.sourceUrl,
      licence: version.licence,
      attribution: version.attribution,
      scoring_model: version.scoringModel,
      sections: sectionsOf(await loadQuestionnaire(tx, id)),
    });
  },
});

type Dimension = Questionnaire["sections"][number]["dimensions"][number];

const sectionsOf = ({ sections }: Questionnaire): QuestionnaireDocument["sections"] =>
  sections.map(({ code, title, description, dimensions }) => ({
    code,
    title,
    description,
    dimensions: dimensions
      .filter(({ parent_id }) => parent_id === null)
      .map((dimension) => ({
        ...placeOf(dimension),
        subdimensions: dimensions.filter(({ parent_id }) => parent_id === dimension.id).map(placeOf),
      })),
  }));

const placeOf = ({ code, title, description, questions }: Dimension) => ({
  code,
  title,
  description,
  questions: questions.map(questionOf),
});

const questionOf = ({ id: _, options, weight, ...question }: Dimension["questions"][number]): DocumentQuestion => ({
  ...question,
  weight: weight / 100,
  options: options.map(({ text, description, score, minimum }) => ({
    text,
    description,
    score: hundredths(score),
    minimum,
  })),
});
