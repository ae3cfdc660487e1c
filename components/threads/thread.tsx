"use client";

import { useEffect, useMemo, useRef, useState, type ReactNode, type Ref } from "react";
import { ErrorState } from "../ui/states";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { Composer } from "./composer";
import { Message } from "./message";
import { treeOf } from "./message-tree";
import type { Thread as ThreadData, ThreadActions, ThreadMessage, ThreadPlace } from "./types";
import { useThread } from "./use-thread";

/** The messages of a thread, without anything to write in. */
export function MessageList({
  thread,
  empty,
  onReply,
}: {
  thread: ThreadData;
  /** Shown while nobody has written. */
  empty: ReactNode;
  onReply?: (message: ThreadMessage) => void;
}) {
  const trees = useMemo(() => treeOf(thread.messages), [thread.messages]);
  if (trees.length === 0) return <p className="py-4 text-sm text-muted">{empty}</p>;
  return (
    <ul aria-label="Messages" className="flex flex-col gap-4">
      {trees.map((tree) => (
        <Message key={tree.message.id} tree={tree} onReply={thread.can_comment ? onReply : undefined} />
      ))}
    </ul>
  );
}

/** Who has written, in a line. */
export const peopleOf = (thread: ThreadData): string =>
  thread.people.length > 3
    ? `${thread.people.slice(0, 2).join(", ")} and ${thread.people.length - 2} more`
    : thread.people.join(", ");

/**
 * The thread of a response or a product: its messages with replies to any depth, what is new, and a composer whose draft
 * survives a reload.
 */
export function Thread({
  place,
  draftName = `thread/${place.product_id}/${place.response_id ?? 0}`,
  initial,
  actions,
  composerRef,
  empty = "Nobody has written yet. Ask, or explain what the answer does not say.",
}: {
  place: ThreadPlace;
  /** Where what is being written is kept; standard: the place. */
  draftName?: string;
  /** The thread, where the page brought it. */
  initial?: ThreadData;
  actions: ThreadActions;
  composerRef?: Ref<HTMLTextAreaElement>;
  empty?: ReactNode;
}) {
  const { thread, error, post, find, reload } = useThread(place, actions, initial);
  const [replyTo, setReplyTo] = useState<ThreadMessage>();
  const root = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const count = thread?.messages.length ?? 0;
  const seen = useRef(0);

  useEffect(() => {
    if (count > seen.current) end.current?.scrollIntoView({ block: "nearest" });
    seen.current = count;
  }, [count]);

  if (!thread && error)
    return (
      <ErrorState title="The thread did not load" action={<Button onClick={() => void reload()}>Try again</Button>}>
        {error}
      </ErrorState>
    );
  if (!thread) return <ThreadSkeleton />;
  return (
    <div ref={root} className="flex flex-col gap-4">
      <MessageList
        thread={thread}
        empty={empty}
        onReply={(message) => {
          setReplyTo(message);
          root.current?.querySelector("textarea")?.focus();
        }}
      />
      <div ref={end} />
      {thread.can_comment && (
        <Composer
          draftName={draftName}
          inputRef={composerRef}
          find={find}
          replyTo={replyTo}
          onCancelReply={() => setReplyTo(undefined)}
          onSend={async (text) => {
            const failed = await post(text, replyTo?.id);
            if (!failed) setReplyTo(undefined);
            return failed;
          }}
        />
      )}
    </div>
  );
}

function ThreadSkeleton() {
  return (
    <div className="flex animate-appear flex-col gap-4" aria-label="Loading the thread" role="status">
      {[0, 1, 2].map((row) => (
        <div key={row} className="flex gap-2.5">
          <Skeleton className="size-6 rounded-full" />
          <div className="flex flex-1 flex-col gap-1.5">
            <Skeleton className="h-4 w-32" />
            <Skeleton className="h-4 w-full" />
          </div>
        </div>
      ))}
    </div>
  );
}
