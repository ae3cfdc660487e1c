import { findVersion } from "@/db/queries/assessment/questionnaire-content";
import { insertQuestionnaire, publishVersion } from "@/db/queries/assessment/write-questionnaire";
import { findVersionWith, insertTree, insertVersion, type SectionContent } from "@/db/queries/legacy/questionnaire";
import { builtInQuestionnaire } from "@/lib/assessment/built-in-questionnaire";
import { collectQuestions, stagesOf, type FoundQuestion } from "./collect-questions";
import type { Move } from "./move";
import type { LegacyResponse } from "./read-response";

/**
 * The questionnaire version that products moving in are measured by: one that is published here and asks every question
 * of the file, or else one made of the questions that the file's answers quote.
 */
export async function chooseQuestionnaire(move: Move, responses: readonly LegacyResponse[]): Promise<number> {
  const { tx, file, report, ledger } = move;
  await publishBuiltIn(move);
  const questions = collectQuestions(responses);
  const texts = [...new Set(questions.map(({ text }) => text))];
  // Where one text is asked in two places, a version that asks it once could not hold both answers.
  const here = texts.length === questions.length ? await findVersionWith(tx, texts) : undefined;
  if (here !== undefined) return here;
  const versionId = await insertVersion(tx, {
    slug: `moved-in-${ledger.originId}`,
    title: `Moved in from ${file.name}`.slice(0, 200),
    description: "The questions that the answers of the original system quote, and the options that people had chosen.",
    source: file.name.slice(0, 200),
    questions: questions.length,
  });
  await insertTree(tx, versionId, treeOf(questions));
  await publishVersion(tx, versionId);
  report.make("questionnaires", 1);
  return versionId;
}

/** Questions under their titles, all in the order in which they were first met. */
function treeOf(questions: readonly FoundQuestion[]): SectionContent[] {
  const sections = new Map<string, Map<string, SectionContent["dimensions"][number]["questions"]>>();
  for (const [at, question] of questions.entries()) {
    const dimensions = sections.get(question.section) ?? new Map<string, never[]>();
    sections.set(question.section, dimensions);
    const asked = dimensions.get(question.dimension) ?? [];
    dimensions.set(question.dimension, asked);
    asked.push({ code: `Q${at + 1}`, text: question.text, options: stagesOf(question) });
  }
  return [...sections].map(([title, dimensions]) => ({
    title,
    dimensions: [...dimensions].map(([name, asked]) => ({ title: name, questions: asked })),
  }));
}

/** As every start of the server does; a database that has never been served has no questionnaire yet. */
async function publishBuiltIn({ tx }: Move): Promise<void> {
  const { slug, version } = builtInQuestionnaire;
  if (await findVersion(tx, slug, version)) return;
  await publishVersion(tx, await insertQuestionnaire(tx, builtInQuestionnaire));
}
