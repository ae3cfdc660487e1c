/** A piece of a text to be marked; offsets count UTF-16 units, the end is outside. */
export interface Span {
  start: number;
  end: number;
  kind: "hit" | "harmless" | "identifier";
  title?: string;
}

interface Part {
  text: string;
  kinds: Span["kind"][];
  title: string;
}

/** A text cut where marks begin and end; marks may overlap. Together the parts are the text. */
export function partsOf(text: string, spans: readonly Span[]): Part[] {
  const within = spans.filter(({ start, end }) => start < end && end <= text.length);
  const cuts = [...new Set([0, text.length, ...within.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).map((from, at) => {
    const over = within.filter(({ start, end }) => start <= from && end > from);
    return {
      text: text.slice(from, cuts[at + 1]),
      kinds: [...new Set(over.map(({ kind }) => kind))],
      title: over.flatMap(({ title }) => title ?? []).join(", "),
    };
  });
}
