import type { LegacyResponse } from "./read-response";
import { questionKey } from "./read-response";

/** An option as people chose it: `B) Some builds are scripted` is the second. */
export interface SeenOption {
  text: string;
  /** 0 for A. Null: without a letter. */
  place: number | null;
}

/** The option an answer quotes; null for a text of its own. */
export function optionOf(answer: string): SeenOption | null {
  const match = /^\s*([A-Ja-j])\s*[).:]\s+(\S[\s\S]*)$/.exec(answer);
  if (!match || match[2]!.length > 2_000) return null;
  return { text: match[2]!.replace(/\s+/g, " ").trim(), place: match[1]!.toUpperCase().charCodeAt(0) - 65 };
}

export interface FoundQuestion {
  key: string;
  text: string;
  section: string;
  dimension: string;
  /** Texts of its options by place, with how often each was chosen. */
  options: Map<number, Map<string, number>>;
}

const STAGES = 5;

/** The questions that answers quote, in the order in which they come. */
export function collectQuestions(responses: readonly LegacyResponse[]): FoundQuestion[] {
  const questions = new Map<string, FoundQuestion>();
  for (const response of responses) {
    if (!response.question) continue;
    const key = questionKey(response);
    let found = questions.get(key);
    if (!found) {
      const { question: text, section, dimension } = response;
      questions.set(key, (found = { key, text, section, dimension, options: new Map() }));
    }
    const option = optionOf(response.answer);
    if (!option || option.place === null || option.place >= STAGES) continue;
    const texts = found.options.get(option.place) ?? new Map<string, number>();
    texts.set(option.text, (texts.get(option.text) ?? 0) + 1);
    found.options.set(option.place, texts);
  }
  return [...questions.values()];
}

/**
 * The five stages of a question; none where it was answered in people's own words. The text chosen most often stands for
 * a stage, and a stage that nobody chose says so: the file does not hold its text.
 */
export function stagesOf(question: FoundQuestion): { text: string; description: string }[] {
  if (question.options.size === 0) return [];
  return Array.from({ length: STAGES }, (_, place) => {
    const texts = [...(question.options.get(place) ?? [])].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return texts[0]
      ? { text: texts[0][0], description: "" }
      : { text: `Stage ${place + 1}`, description: "Nobody had chosen this stage, so its text did not move in." };
  });
}
