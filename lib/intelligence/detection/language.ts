import { eld } from "eld/extrasmall";

/** Fewer letters than this say too little of their language; some ten words say enough, and the rest would cost time only. */
const FEWEST_LETTERS = 12;
const MOST_READ = 64;

/** The language a text is in (ISO 639-1), where that is sure enough to be said. Shown, never scored. */
export function languageOf(text: string): string | null {
  if (text.length < FEWEST_LETTERS) return null;
  const told = eld.detect(text.slice(0, MOST_READ));
  return told.language !== "" && told.isReliable() ? told.language : null;
}
