interface Option {
  id: number;
  text: string;
}

const normal = (text: string) => text.trim().replace(/\s+/g, " ").toLowerCase();

/** The option a text names: its letter ("B"), its text, or both ("B) …"). */
export function optionNamed<Named extends Option>(options: readonly Named[], answer: string): Named | undefined {
  const text = normal(answer);
  const [, letter, rest] = /^([a-z])(?:[).:]\s*(.*))?$/.exec(text) ?? [];
  const lettered = letter ? options[letter.charCodeAt(0) - 97] : undefined;
  if (lettered && (!rest || normal(lettered.text) === rest)) return lettered;
  return options.find((option) => normal(option.text) === text);
}

const SEPARATOR = /^(?:\s*[;,\n]\s*|\s+)/;

/**
 * The options a text names one after the other, by letter or text: "A, C" or "First thing; third thing". Undefined when
 * any part of it names none.
 */
export function optionsNamed<Named extends Option>(options: readonly Named[], answer: string): Named[] | undefined {
  // Texts may have separators in them, so the longest that fits is taken first.
  const byLength = [...options].sort((a, b) => b.text.length - a.text.length);
  const found = new Set<Named>();
  let rest = normal(answer);
  while (rest !== "") {
    const named = byLength.find(({ text }) => rest.startsWith(normal(text)) && ends(rest.slice(normal(text).length)));
    const letter = named ? undefined : /^([a-z])(?=[\s;,]|$)/.exec(rest)?.[1];
    const option = named ?? (letter ? options[letter.charCodeAt(0) - 97] : undefined);
    if (!option) return undefined;
    found.add(option);
    rest = rest.slice(named ? normal(named.text).length : 1).replace(SEPARATOR, "");
  }
  return options.filter((option) => found.has(option));
}

const ends = (rest: string) => rest === "" || SEPARATOR.test(rest);
