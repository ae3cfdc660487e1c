import { problemsOfConditions } from "./conditions";
import {
  allQuestions,
  type DocumentQuestion,
  type DocumentSection,
  type QuestionnaireDocument,
} from "./import/document";

/*
 * What a draft lacks before it can be published: pure, the same for the editor, which shows it where it belongs, and for the
 * server, which refuses.
 */

/** A problem, and whose it is: a question's (by code), a place's (by its positions), or the questionnaire's. */
export interface DraftProblem {
  at: { question: string } | { place: number[] } | null;
  message: string;
}

export function draftProblems(document: Pick<QuestionnaireDocument, "sections">): DraftProblem[] {
  const questions = allQuestions(document);
  return [
    ...(questions.length === 0 ? [{ at: null, message: "There is no question yet." }] : []),
    ...placeProblems(document.sections),
    ...questionProblems(questions),
    ...problemsOfConditions(questions).map(({ code, message }) => ({ at: { question: code }, message })),
  ];
}

function placeProblems(sections: readonly DocumentSection[]): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const check = (places: readonly { title: string }[], above: number[]) => {
    const titles = new Set<string>();
    for (const [index, { title }] of places.entries()) {
      const at = { place: [...above, index] };
      if (title === "") problems.push({ at, message: "It needs a title." });
      // Scores are kept by title.
      else if (titles.has(title)) problems.push({ at, message: `Another one beside it is called “${title}”.` });
      titles.add(title);
    }
  };
  const empty = (questions: number, place: number[]) => {
    if (questions === 0) problems.push({ at: { place }, message: "It has no question." });
  };
  check(sections, []);
  for (const [s, section] of sections.entries()) {
    if (section.dimensions.length === 0) empty(0, [s]);
    check(section.dimensions, [s]);
    for (const [d, { questions, subdimensions }] of section.dimensions.entries()) {
      empty(questions.length + subdimensions.length, [s, d]);
      check(subdimensions, [s, d]);
      for (const [b, below] of subdimensions.entries()) empty(below.questions.length, [s, d, b]);
    }
  }
  return problems;
}

function questionProblems(questions: readonly DocumentQuestion[]): DraftProblem[] {
  const codes = new Set(questions.map(({ code }) => code));
  const texts = new Map<string, string>();
  return questions.flatMap((question) => {
    const { code, text } = question;
    const twin = texts.get(text);
    if (twin === undefined) texts.set(text, code);
    const unknown = question.depends_on.filter((other) => other === code || !codes.has(other));
    const found = [
      text === "" && "It needs a text.",
      // Callers may name a question by its text.
      text !== "" && twin !== undefined && `${twin} has the same text.`,
      unknown.length > 0 && `It builds on ${unknown.join(", ")}, which is no other question.`,
      ...optionProblems(question),
    ];
    return found.flatMap((message) => (message ? [{ at: { question: code }, message }] : []));
  });
}

function optionProblems({ type, options }: DocumentQuestion): (string | false)[] {
  const least = options.map(({ minimum }) => minimum);
  const rising = least.every((minimum, at) => minimum !== null && (at === 0 || minimum > (least[at - 1] ?? minimum)));
  return [
    (type === "option" || type === "options") && options.length === 0 && "It has no option to choose.",
    type === "yes_no" && options.length !== 2 && "Yes or no needs two options.",
    type === "number" && !rising && "Each band needs a least number, rising from the first to the last.",
    options.some(({ text }) => text === "") && "Each option needs a text.",
  ];
}
