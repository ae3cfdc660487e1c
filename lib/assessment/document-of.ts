import type { findVersionById } from "@/db/queries/assessment/questionnaire-content";
import { hundredths, newDocument } from "./import/build";
import type { DocumentQuestion, QuestionnaireDocument } from "./import/document";
import type { Questionnaire } from "./questionnaire";

type Version = NonNullable<Awaited<ReturnType<typeof findVersionById>>>;

/** A stored version in the product's own format. */
export const documentOf = (version: Version, { sections }: Pick<Questionnaire, "sections">): QuestionnaireDocument =>
  newDocument({
    slug: version.slug,
    title: version.title,
    description: version.description,
    version: version.version,
    source: version.source,
    source_url: version.sourceUrl,
    licence: version.licence,
    attribution: version.attribution,
    scoring_model: version.scoringModel,
    sections: sectionsOf(sections),
  });

type Dimension = Questionnaire["sections"][number]["dimensions"][number];

const sectionsOf = (sections: Questionnaire["sections"]): QuestionnaireDocument["sections"] =>
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
