import { allQuestions, questionsOf, type QuestionnaireDocument } from "./document";
import type { Finding } from "./findings";
import type { Reading, SourceFormat } from "./read-questionnaire";

export interface Counts {
  sections: number;
  dimensions: number;
  questions: number;
  options: number;
}

/** How much is in it. A subdimension is part of its dimension. */
export function countsOf(document: QuestionnaireDocument | undefined): Counts {
  if (!document) return { sections: 0, dimensions: 0, questions: 0, options: 0 };
  const questions = allQuestions(document);
  return {
    sections: document.sections.length,
    dimensions: document.sections.flatMap((section) => section.dimensions).length,
    questions: questions.length,
    options: questions.reduce((sum, { options }) => sum + options.length, 0),
  };
}

interface OutlinedQuestion {
  code: string;
  text: string;
  options: number;
}

interface OutlinedPlace {
  title: string;
  questions: OutlinedQuestion[];
}

/** The tree as a person looks it over: titles, and questions with how many options they have. */
export type Outline = {
  title: string;
  questions: number;
  dimensions: (OutlinedPlace & { total: number; subdimensions: OutlinedPlace[] })[];
}[];

export const outlineOf = (document: QuestionnaireDocument | undefined): Outline =>
  (document?.sections ?? []).map((section) => ({
    title: section.title,
    questions: section.dimensions.flatMap(questionsOf).length,
    dimensions: section.dimensions.map((dimension) => ({
      ...placeOf(dimension),
      total: questionsOf(dimension).length,
      subdimensions: dimension.subdimensions.map(placeOf),
    })),
  }));

const placeOf = ({
  title,
  questions,
}: Pick<QuestionnaireDocument["sections"][number]["dimensions"][number], "title" | "questions">) => ({
  title,
  questions: questions.map(({ code, text, options }) => ({ code, text, options: options.length })),
});

/** What is said of a file before anything of it is stored. */
export interface ImportReport {
  format: SourceFormat;
  title: string;
  counts: Counts;
  warnings: Finding[];
  errors: Finding[];
}

export const reportOf = ({ format, document, warnings, errors }: Reading): ImportReport => ({
  format,
  title: document?.title ?? "",
  counts: countsOf(document),
  warnings,
  errors,
});
