const OPERATORS: [string, string][] = [
  ["fresh snow", "both words, in any order and any case"],
  ["“fresh snow”", "this phrase"],
  ["-police", "without this word"],
  ["snow OR powder", "one of these"],
  ["deliver*", "words that begin so"],
  ["source:market", "from sources whose name has this, or from a platform"],
  ["from:@snow_king", "written by this account"],
  ["risk:high,critical", "of these levels"],
  ["kind:image", "text, image, video, audio, document, service"],
  ["lang:ru", "in this language"],
  ["has:wallet", "with such an identifier; also has:detection, has:media, has:link"],
  ["after:2026-03-01", "on that day and later; before: is earlier"],
];

/** What can be typed, on demand. */
export function Operators() {
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer rounded-sm text-muted hover:text-ink">What can be typed</summary>
      <dl className="mt-2 grid gap-x-4 gap-y-1 sm:grid-cols-[max-content_1fr]">
        {OPERATORS.map(([written, means]) => (
          <div key={written} className="contents">
            <dt>
              <code className="font-mono text-xs">{written}</code>
            </dt>
            <dd className="text-muted max-sm:mb-1">{means}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
