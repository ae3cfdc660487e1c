import { splitAtMentions } from "@/lib/kernel/mentions";
import type { ThreadMessage } from "./types";

const address = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/g;

/** What someone wrote: plain text with its line breaks, addresses as links, people by their names, never HTML. */
export function MessageText({ text, mentions }: { text: string; mentions: ThreadMessage["mentions"] }) {
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
          <Words key={at} text={part} mentions={mentions} />
        ),
      )}
    </p>
  );
}

function Words({ text, mentions }: { text: string; mentions: ThreadMessage["mentions"] }) {
  if (mentions.length === 0) return text;
  const names = new Map(mentions.map(({ handle, name }) => [handle, name]));
  return splitAtMentions(text, new Set(names.keys())).map((part, at) =>
    typeof part === "string" ? (
      part
    ) : (
      <span key={at} title={`@${part.handle}`} className="rounded-sm bg-subtle px-1 font-medium text-accent-ink">
        @{names.get(part.handle)}
      </span>
    ),
  );
}
