/* Narrows a typed search by a click: pure. */

/** An operator with its value as one types it. */
export const operator = (name: string, value: string) =>
  `${name}:${/[\s,"]/.test(value) ? `"${value.replaceAll('"', "")}"` : value}`;

/** Whether the search says so already. */
export const says = (q: string, word: string) => q.toLowerCase().includes(word.toLowerCase());

/** The search with it, or without it where it was there. */
export const toggled = (q: string, word: string): string =>
  (says(q, word)
    ? q.slice(0, q.toLowerCase().indexOf(word.toLowerCase())) +
      q.slice(q.toLowerCase().indexOf(word.toLowerCase()) + word.length)
    : `${q} ${word}`
  )
    .replace(/\s+/g, " ")
    .trim();
