import { allQuestions, questionnaireDocument, questionsOf } from "./document";
import type { DocumentQuestion, QuestionnaireDocument } from "./document";
import { fit } from "./build";
import type { Findings } from "./findings";
import { limits, Unreadable } from "./limits";
import { pathText } from "./read-own";

/**
 * What holds for every questionnaire, whatever it came from: nothing empty, names that tell places and questions apart,
 * conditions and dependencies that lead somewhere.
 * @throws Unreadable when nothing is left, or it is too much
 */
export function complete(document: QuestionnaireDocument, findings: Findings): QuestionnaireDocument | undefined {
  dropEmpty(document, findings);
  const questions = allQuestions(document);
  if (questions.length === 0) {
    const message = "There is no question in it that can be taken.";
    if (findings.errors.length === 0) throw new Unreadable(message);
    findings.reject("", message);
    return undefined;
  }
  if (questions.length > limits.questions)
    throw new Unreadable(`It has ${questions.length} questions; at most ${limits.questions} are taken.`);
  const dimensions = document.sections.flatMap((section) => section.dimensions);
  if (dimensions.length + dimensions.flatMap(({ subdimensions }) => subdimensions).length > limits.dimensions)
    throw new Unreadable(`It has more than ${limits.dimensions} dimensions and subdimensions.`);
  tellPlacesApart(document, findings);
  tellQuestionsApart(questions, findings);
  requireKnown(questions, findings);
  const parsed = questionnaireDocument.safeParse(document);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) findings.reject(pathText(issue.path), `${issue.message}.`);
  return undefined;
}

function dropEmpty(document: QuestionnaireDocument, findings: Findings) {
  const chooses = new Set(["option", "options"]);
  const keep = (question: DocumentQuestion) => {
    if (!chooses.has(question.type) || question.options.length > 0) return true;
    findings.reject(`question ${question.code}`, `It has no option to choose: “${question.text.slice(0, 80)}”.`);
    return false;
  };
  document.sections = document.sections.filter((section) => {
    section.dimensions = section.dimensions.filter((dimension) => {
      dimension.questions = dimension.questions.filter(keep);
      dimension.subdimensions = dimension.subdimensions.filter((subdimension) => {
        subdimension.questions = subdimension.questions.filter(keep);
        return subdimension.questions.length > 0;
      });
      if (questionsOf(dimension).length > 0) return true;
      findings.warn(`${section.title} / ${dimension.title}`, "Without questions, it is left out.");
      return false;
    });
    if (section.dimensions.length > 0) return true;
    findings.warn(section.title, "Without questions, it is left out.");
    return false;
  });
}

/** Scores are kept by title, so two places of one parent must not share theirs. */
function tellPlacesApart(document: QuestionnaireDocument, findings: Findings) {
  renameTwins(document.sections, "", findings);
  for (const section of document.sections) {
    renameTwins(section.dimensions, section.title, findings);
    for (const dimension of section.dimensions)
      renameTwins(dimension.subdimensions, `${section.title} / ${dimension.title}`, findings);
  }
}

function renameTwins(places: { title: string }[], above: string, findings: Findings) {
  const taken = new Set<string>();
  for (const place of places) {
    const { title } = place;
    for (let count = 2; taken.has(place.title); count += 1)
      place.title = `${title.slice(0, limits.title - 8)} (${count})`;
    if (place.title !== title) findings.warn(above, `“${title}” is there twice; one is called “${place.title}”.`);
    taken.add(place.title);
  }
}

/** Codes must differ. So should texts: callers may name a question by its text. */
function tellQuestionsApart(questions: DocumentQuestion[], findings: Findings) {
  const codes = new Set<string>();
  const texts = new Set<string>();
  for (const question of questions) {
    const place = `question ${question.code}`;
    if (codes.has(question.code)) findings.reject(place, "The code is there twice; each question needs its own.");
    codes.add(question.code);
    if (texts.has(question.text)) {
      question.text = fit(`${question.code}: ${question.text}`, limits.question, place, findings);
      findings.warn(place, "Another question has the same text; the code now stands before it.");
    }
    texts.add(question.text);
  }
}

function requireKnown(questions: DocumentQuestion[], findings: Findings) {
  const all = new Map(questions.map((question) => [question.code, question]));
  const earlier = new Map<string, DocumentQuestion>();
  for (const question of questions) {
    const place = `question ${question.code}`;
    const { condition } = question;
    const asked = condition && earlier.get(condition.question);
    if (condition && !asked)
      findings.reject(place, `Its condition names ${condition.question}, which is not asked before it.`);
    else if (condition && condition.options.some((position) => position > asked!.options.length))
      findings.reject(place, `Its condition names an option that ${condition.question} does not have.`);
    for (const code of question.depends_on)
      if (!all.has(code) || code === question.code)
        findings.reject(place, `It depends on ${code}, which is no other question.`);
    if (question.type === "number") requireBands(question, place, findings);
    earlier.set(question.code, question);
  }
}

/** A number earns the score of the highest band that it reaches, so bands rise. */
function requireBands({ options }: DocumentQuestion, place: string, findings: Findings) {
  const least = options.map(({ minimum }) => minimum);
  if (least.some((minimum, at) => minimum === null || (at > 0 && minimum <= (least[at - 1] ?? minimum))))
    findings.reject(place, "The options of a number need a minimum each, rising from the first to the last.");
}
