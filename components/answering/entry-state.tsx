"use client";

import { cn } from "../ui/cn";
import { Icon } from "../ui/icon";
import { RelativeTime } from "../ui/relative-time";
import { inkTone } from "../ui/tone";
import type { Pause } from "./answer-queue";
import type { Entry } from "./save-queue";
import { describeEntry } from "./save-words";

/** How saving one answer goes; who answered it when, where nothing is under way. */
export function EntryState({ entry, pause }: { entry: Entry; pause: Pause["why"] | null }) {
  const words = describeEntry(entry, pause);
  if (words) {
    return (
      <span className={cn("flex items-center gap-1.5 font-medium", inkTone[words.tone])}>
        <Icon name={words.icon} size={13} />
        {words.text}
      </span>
    );
  }
  const { at, by } = entry.base;
  if (!at) return null;
  return (
    <span className="truncate">
      {by ? <>Answered by {by}, </> : "Saved "}
      <RelativeTime value={at} />
    </span>
  );
}
