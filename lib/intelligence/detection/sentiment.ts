import vader from "vader-sentiment";

const MOST_READ = 2_000;

/**
 * The mood of an English text, −1 to 1 (VADER's compound value). Shown, never scored: advertisements sound happy. Nothing for
 * other languages, for which there is no lexicon here.
 */
export const sentimentOf = (text: string, language: string | null): number | null =>
  language === "en" ? vader.SentimentIntensityAnalyzer.polarity_scores(text.slice(0, MOST_READ)).compound : null;
