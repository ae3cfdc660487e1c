import { MARKS } from "@/db/queries/intelligence/content-search";

export interface ExcerptPart {
  text: string;
  found: boolean;
}

/** An excerpt with marks as its parts: pure. What was found and touches is one part. */
export function readExcerpt(marked: string): ExcerptPart[] {
  const parts: ExcerptPart[] = [];
  const add = (text: string, found: boolean) => {
    if (text !== "") parts.push({ text, found });
  };
  for (const [index, piece] of marked.split(MARKS.start).entries()) {
    const end = index === 0 ? -1 : piece.indexOf(MARKS.end);
    if (end >= 0) add(piece.slice(0, end), true);
    add(piece.slice(end < 0 ? 0 : end + MARKS.end.length).replaceAll(MARKS.end, ""), false);
  }
  return parts;
}
