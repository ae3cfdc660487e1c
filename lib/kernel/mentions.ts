/** Longest list of people one message names. */
export const MOST_MENTIONS = 50;

/**
 * An `@` that begins a word, with what may be a user name behind it. Addresses like dana@example.com hold none.
 */
const mention = /(?<![\w.@/-])@([A-Za-z0-9][A-Za-z0-9._-]{2,63})/g;
/** A sentence may end right behind a name. */
const withoutEnd = (handle: string) => handle.replace(/[._-]+$/, "");

/** The handles that a text may name people by, in lower case; each also without the punctuation at its end. */
export function handlesIn(text: string): string[] {
  const found = [...text.matchAll(mention)].map(([, handle]) => handle!.toLowerCase());
  return [...new Set(found.flatMap((handle) => [handle, withoutEnd(handle)]))].slice(0, 2 * MOST_MENTIONS);
}

export type MessagePart = string | { handle: string };

/** Cuts a text where it names one of these handles; what merely looks like a name stays text. */
export function splitAtMentions(text: string, handles: ReadonlySet<string>): MessagePart[] {
  const parts: MessagePart[] = [];
  let from = 0;
  for (const match of text.matchAll(mention)) {
    const written = [match[1]!, withoutEnd(match[1]!)].find((handle) => handles.has(handle.toLowerCase()));
    if (!written) continue;
    if (match.index > from) parts.push(text.slice(from, match.index));
    parts.push({ handle: written.toLowerCase() });
    from = match.index + 1 + written.length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/** Those of some people whom a text names, or whose ids are given. */
export function namedIn<Person extends { id: number; handle: string }>(
  text: string,
  people: readonly Person[],
  ids: readonly number[],
): Person[] {
  const handles = new Set(people.map(({ handle }) => handle.toLowerCase()));
  const written = new Set(splitAtMentions(text, handles).map((part) => (typeof part === "string" ? "" : part.handle)));
  return people.filter(({ id, handle }) => ids.includes(id) || written.has(handle.toLowerCase()));
}
