import { diffWordsWithSpace } from "diff";

/** A run of words that two texts share, or that one of them has alone. */
export interface DiffPart {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Milliseconds after which two texts are shown as replaced instead of compared. */
const PATIENCE = 60;

/** What changed from one text to the next, word by word; null when nothing did. `patience` is in milliseconds. */
export function compareTexts(before: string, after: string, patience = PATIENCE): DiffPart[] | null {
  if (before === after) return null;
  const parts = diffWordsWithSpace(before, after, { timeout: Math.min(patience, PATIENCE) });
  if (!parts) {
    const replaced: DiffPart[] = [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
    return replaced.filter((part) => part.text);
  }
  return parts.map(({ value, added, removed }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}
