import type { Claim, Word } from "./claims";
import { isCueStem } from "./find-cues";
import type { ReadyModel } from "./model";
import type { Subject } from "./subject";

/** Parts of a claim's telling words that the model need not have met: to go on from another claim, and to be read at all. */
const MOST_FOREIGN_ASIDE = 0.25;
const MOST_FOREIGN = 0.6;
/** Part of a claim's words, those that say how left out, that the question has when it names none of them by itself. */
const LEAST_OF_QUESTION = 0.67;
const REFERRING = new Set(
  "it this that these those they them such both result results finding findings each everything nothing".split(" "),
);

/** A reference stands at the beginning of its claim. */
const REFERRING_WITHIN = 4;

/** Beginnings of courtesies, and of what sends the reader elsewhere: nothing is answered by them. */
const SENDING = new Set(["see", "refer", "please", "ask", "tbd", "thank", "thanks", "hello", "dear"]);

/** Whether a claim only says where an answer could be found, or greets. */
export const sendsElsewhere = ({ words }: Claim) => SENDING.has(words[0]?.text ?? "");

const tellingWords = ({ words }: Claim): Word[] =>
  words.filter(({ isFunction, stem }) => !isFunction && !stem.startsWith("#"));

/** Whether most of a claim's words are none that the model has met: another language, or another matter. */
export function isForeign(claim: Claim, { familiar }: ReadyModel): boolean {
  const telling = tellingWords(claim);
  return telling.filter(({ stem }) => !familiar.has(stem)).length > telling.length * MOST_FOREIGN;
}

/**
 * Whether a claim names what the question asks about, in a word of it or of its stages that says what and not how; or has
 * mostly words of the question besides those that say how; or refers to what was said and brings in little that is foreign. Without
 * described stages there is too little to compare with.
 */
export function concernsQuestion(claim: Claim, subject: Subject | undefined, model: ReadyModel): boolean {
  if (!subject || subject.stages.length === 0) return true;
  const isAsked = ({ stem }: Word) => subject.asked.has(stem) && !model.asked.has(stem);
  const isNamed = ({ stem }: Word) => !model.common.has(stem) && !model.weights.has(stem);
  const telling = tellingWords(claim).filter((word) => isAsked(word) || !isCueStem(word.stem));
  const ofQuestion = telling.filter(({ stem }) => subject.stems.has(stem));
  if (ofQuestion.some((word) => isAsked(word) || isNamed(word))) return true;
  if (telling.length > 0 && ofQuestion.length >= telling.length * LEAST_OF_QUESTION) return true;
  const foreign = telling.filter(({ stem }) => !model.familiar.has(stem)).length;
  return (
    foreign <= tellingWords(claim).length * MOST_FOREIGN_ASIDE &&
    claim.words.slice(0, REFERRING_WITHIN).some(({ text }) => REFERRING.has(text))
  );
}
