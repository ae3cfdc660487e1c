"use client";

import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { Icon } from "../ui/icon";
import { RelativeTime } from "../ui/relative-time";
import { TextLink } from "../ui/text-link";
import { inkTone } from "../ui/tone";
import type { Summary } from "./answer-queue";
import { describeSummary } from "./save-words";

/** How saving goes, in one line that keeps its height; screen readers hear what matters, politely. */
export function SaveLine({
  summary,
  onCompare,
  onRetry,
}: {
  summary: Summary;
  /** Goes to the first answer that was changed elsewhere. */
  onCompare: () => void;
  onRetry: () => void;
}) {
  const words = describeSummary(summary);
  // "Saving…" passes in an instant: only what it led to is spoken.
  const spoken = words.icon === "spinner" || (words.tone === "neutral" && !words.at) ? "" : words.text;
  return (
    <div className="flex h-8 min-w-0 items-center justify-end gap-2 text-sm">
      <span className={cn("flex min-w-0 items-center gap-1.5", inkTone[words.tone])} data-save-state={words.icon}>
        <Icon name={words.icon} size={14} className="shrink-0" />
        <span className="truncate">
          {words.text}
          {words.at && (
            <>
              {" "}
              <RelativeTime value={words.at} format="time" />
            </>
          )}
        </span>
      </span>
      {words.act === "compare" && (
        <Button size="sm" onClick={onCompare}>
          Compare
        </Button>
      )}
      {words.act === "retry" && (
        <Button size="sm" variant="ghost" onClick={onRetry}>
          Try now
        </Button>
      )}
      {words.act === "sign_in" && (
        <TextLink href="/sign-in" target="_blank">
          Sign in
        </TextLink>
      )}
      <span role="status" aria-live="polite" className="sr-only">
        {spoken}
      </span>
    </div>
  );
}
