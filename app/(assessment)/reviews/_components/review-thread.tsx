"use client";

import { useEffect, useRef } from "react";
import { MessageList, peopleOf } from "@/components/threads/thread";
import type { Thread } from "@/components/threads/types";

/** What was said about the answer, the newest in view. */
export function ReviewThread({ thread }: { thread: Thread }) {
  const scroller = useRef<HTMLDivElement>(null);
  const count = thread.messages.length;
  useEffect(() => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, [count]);
  return (
    <section aria-labelledby="thread-title" className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-11 items-center justify-between gap-2 border-b border-line px-4">
        <h2 id="thread-title" className="font-semibold">
          Thread
        </h2>
        <span className="truncate text-xs text-muted">{peopleOf(thread)}</span>
      </div>
      <div
        ref={scroller}
        tabIndex={0}
        role="group"
        aria-label="Messages and earlier verdicts"
        className="min-h-0 flex-1 overflow-y-auto px-4 py-3 -outline-offset-2"
      >
        <MessageList thread={thread} empty="No verdict and no comment yet." />
      </div>
    </section>
  );
}
