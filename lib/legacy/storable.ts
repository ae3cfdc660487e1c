/** A text as PostgreSQL and JSON can hold it: without NUL and halves of characters, at most `most` long. */
export const storable = (text: string, most: number) =>
  text
    .slice(0, most)
    .replaceAll("\0", "")
    .replace(/\p{Surrogate}/gu, "\uFFFD");
