import { findVersion, findVersionById, findVersionsOfSlug } from "@/db/queries/assessment/questionnaire-content";
import { insertQuestionnaire } from "@/db/queries/assessment/write-questionnaire";
import { findVersionWith } from "@/db/queries/legacy/questionnaire";
import { builtInQuestionnaire } from "@/lib/assessment/built-in-questionnaire";
import { newDimension, newDocument, newOption, newQuestion, newSection, unused } from "@/lib/assessment/import/build";
import type { DocumentQuestion, DocumentSection, QuestionnaireDocument } from "@/lib/assessment/import/document";
import { limits } from "@/lib/assessment/import/limits";
import { publishDraft } from "@/lib/assessment/publish-draft";
import { collectQuestions, stagesOf, type FoundQuestion } from "./collect-questions";
import type { Move } from "./move";
import type { LegacyResponse } from "./read-response";

/**
 * The questionnaire version that products moving in are measured by: one that is published here and asks every question
 * of the file, or else one made of the questions that the file's answers quote.
 */
export async function chooseQuestionnaire(move: Move, responses: readonly LegacyResponse[]): Promise<number> {
  const { tx, report, ledger } = move;
  await publishBuiltIn(move);
  const questions = collectQuestions(responses);
  const texts = [...new Set(questions.map(({ text }) => text))];
  // Where one text is asked in two places, a version that asks it once could not hold both answers.
  const here = texts.length === questions.length ? await findVersionWith(tx, texts) : undefined;
  if (here !== undefined) return here;
  const document = await nextVersion(move, `moved-in-${ledger.originId}`);
  const versionId = await insertQuestionnaire(tx, { ...document, sections: treeOf(questions) });
  await publishDraft(tx, versionId);
  report.make("questionnaires", 1);
  return versionId;
}

/** The next version under this slug, without its questions. What somebody has written about the questionnaire since stays. */
async function nextVersion({ tx, file }: Move, slug: string): Promise<QuestionnaireDocument> {
  const there = await findVersionsOfSlug(tx, slug);
  const version = unused(String(there.length + 1), new Set(there.map((known) => known.version)));
  const newest = there[0] && (await findVersionById(tx, there[0].id));
  if (!newest)
    return newDocument({
      slug,
      version,
      title: `Moved in from ${file.name}`.slice(0, limits.title),
      description:
        "The questions that the answers of the original system quote, and the options that people had chosen.",
      source: file.name.slice(0, limits.title),
    });
  const { title, description, source, sourceUrl: source_url, licence, attribution } = newest;
  return newDocument({ slug, version, title, description, source, source_url, licence, attribution });
}

/** Questions under their titles, all in the order in which they were first met. Options are scored 1, 2, 3 … */
function treeOf(found: readonly FoundQuestion[]): DocumentSection[] {
  const sections = new Map<string, Map<string, DocumentQuestion[]>>();
  for (const [at, question] of found.entries()) {
    const { section, dimension, text } = question;
    const dimensions = sections.get(section) ?? new Map<string, DocumentQuestion[]>();
    sections.set(section, dimensions);
    const questions = dimensions.get(dimension) ?? [];
    dimensions.set(dimension, questions);
    const options = stagesOf(question).map((stage, place) => newOption(stage.text, place + 1, stage.description));
    const type = options.length > 0 ? "option" : "text";
    questions.push(newQuestion({ code: `Q${at + 1}`, text, type, options }));
  }
  return [...sections].map(([title, dimensions]) =>
    newSection(title, { dimensions: [...dimensions].map(([name, questions]) => newDimension(name, { questions })) }),
  );
}

/** As every start of the server does; a database that has never been served has no questionnaire yet. */
async function publishBuiltIn({ tx }: Move): Promise<void> {
  const { slug, version } = builtInQuestionnaire;
  if (await findVersion(tx, slug, version)) return;
  await publishDraft(tx, await insertQuestionnaire(tx, builtInQuestionnaire));
}
