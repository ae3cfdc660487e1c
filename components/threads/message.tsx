"use client";

import { Avatar } from "../ui/avatar";
import { cn } from "../ui/cn";
import { RelativeTime } from "../ui/relative-time";
import { MessageText } from "./message-text";
import type { MessageTree, ThreadMessage } from "./types";
import { VerdictBadge } from "./verdict-badge";

const roles = { client: "Client", lead: "Lead", superuser: "Superuser", analyst: "Analyst" };

/** Replies are indented to this depth; deeper ones say whom they answer. */
const DEEPEST = 3;

/** A message with the replies to it. */
export function Message({
  tree,
  depth = 0,
  answers,
  onReply,
}: {
  tree: MessageTree;
  depth?: number;
  /** Whom a reply answers, where its indentation does not show it. */
  answers?: string;
  /** Left out where nobody may write. */
  onReply?: (message: ThreadMessage) => void;
}) {
  const { message, replies } = tree;
  return (
    <li className="flex flex-col gap-3">
      <article
        id={`message-${message.id}`}
        aria-label={`${message.author}${message.unread ? ", unread" : ""}`}
        className="group flex scroll-mt-4 gap-2.5"
      >
        <Avatar name={message.author} size={24} className="mt-0.5" />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
            <span className="font-medium">{message.own ? "You" : message.author}</span>
            {message.author_role && <span className="text-xs text-muted">{roles[message.author_role]}</span>}
            <RelativeTime value={message.created_at} className="text-xs text-muted" />
            {message.unread && (
              <span className="inline-flex items-center gap-1 text-xs font-medium text-accent-ink">
                <span aria-hidden className="size-1.5 rounded-full bg-accent" /> New
              </span>
            )}
          </div>
          {answers && <p className="text-xs text-muted">To {answers}</p>}
          {message.status && (
            <div className="mt-1">
              <VerdictBadge status={message.status} />
            </div>
          )}
          {message.comment && (
            <div className="mt-0.5">
              <MessageText text={message.comment} mentions={message.mentions} />
            </div>
          )}
          {onReply && message.status !== "withdrawn" && (
            <button
              type="button"
              onClick={() => onReply(message)}
              className="mt-0.5 rounded-sm text-xs font-medium text-muted hover:text-ink"
            >
              Reply<span className="sr-only"> to {message.own ? "yourself" : message.author}</span>
            </button>
          )}
        </div>
      </article>
      {replies.length > 0 && (
        <ul className={cn("flex flex-col gap-3", depth < DEEPEST && "ml-3 border-l border-line pl-3")}>
          {replies.map((reply) => (
            <Message
              key={reply.message.id}
              tree={reply}
              depth={depth + 1}
              answers={depth >= DEEPEST ? message.author : undefined}
              onReply={onReply}
            />
          ))}
        </ul>
      )}
    </li>
  );
}
