/** What was typed, as a tsquery of word beginnings; null when it has no word. */
export function wordsOf(typed: string): string | null {
  const words = typed.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length ? words.map((word) => `'${word}':*`).join(" & ") : null;
}
