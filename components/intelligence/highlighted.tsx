import { cn } from "@/components/ui/cn";
import { partsOf, type Span } from "./highlight-parts";

const marks: Record<Span["kind"], string> = {
  hit: "bg-warning-soft text-warning-soft-fg font-semibold",
  harmless: "bg-neutral-soft text-neutral-soft-fg line-through decoration-1",
  identifier: "underline decoration-dotted underline-offset-4",
};

/** A message with what was found in it marked, at its exact place. */
export function Highlighted({ text, spans, className }: { text: string; spans: readonly Span[]; className?: string }) {
  return (
    <p className={cn("wrap-anywhere whitespace-pre-wrap", className)}>
      {partsOf(text, spans).map((part, at) =>
        part.kinds.length === 0 ? (
          part.text
        ) : (
          <mark
            key={at}
            title={part.title || undefined}
            className={cn(
              "rounded-xs bg-transparent px-0.5 text-ink",
              (["identifier", "harmless", "hit"] as const)
                .filter((kind) => part.kinds.includes(kind))
                .map((kind) => marks[kind]),
            )}
          >
            {part.text}
          </mark>
        ),
      )}
    </p>
  );
}
