import type { DiffPart } from "@/lib/assessment/compare-texts";

/** A text as it stands, with what was added and what was taken out since it was last judged. */
export function WordDiff({ parts }: { parts: DiffPart[] }) {
  return (
    <p className="wrap-anywhere whitespace-pre-wrap">
      {parts.map((part, at) => {
        if (part.kind === "added")
          return (
            <ins key={at} className="rounded-xs bg-success-soft text-success-soft-fg decoration-success/60">
              <span className="sr-only"> added: </span>
              {part.text}
            </ins>
          );
        if (part.kind === "removed")
          return (
            <del key={at} className="rounded-xs bg-danger-soft text-danger-soft-fg">
              <span className="sr-only"> removed: </span>
              {part.text}
            </del>
          );
        return <span key={at}>{part.text}</span>;
      })}
    </p>
  );
}
