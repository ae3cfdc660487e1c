const address = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/g;

/** What someone wrote: plain text with its line breaks, addresses as links, never HTML. */
export function MessageText({ text }: { text: string }) {
  // A split by one group leaves what it caught at the odd places.
  const parts = text.split(address);
  return (
    <p className="wrap-anywhere whitespace-pre-wrap">
      {parts.map((part, at) =>
        at % 2 ? (
          <a
            key={at}
            href={part}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="text-accent-ink underline underline-offset-3"
          >
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  );
}
