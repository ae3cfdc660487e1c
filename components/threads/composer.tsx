"use client";

import { useRef, useState, type KeyboardEvent, type Ref } from "react";
import { Button } from "../ui/button";
import { FormError } from "../ui/form-error";
import { MentionTextarea } from "./mention-textarea";
import type { Mentionable } from "@/lib/assessment/list-mentionable";
import type { ThreadMessage } from "./types";
import { useDraft } from "./use-draft";

/** Longest message. */
const MOST = 10_000;

/** Writes a message: kept as a draft until it is sent, sent by its button or Ctrl+Enter. */
export function Composer({
  draftName,
  replyTo,
  onCancelReply,
  onSend,
  find,
  inputRef,
  label = "Comment",
}: {
  draftName: string;
  replyTo?: ThreadMessage;
  onCancelReply: () => void;
  /** Answers what went wrong, if anything did; the text is kept then. */
  onSend: (text: string) => Promise<string | undefined>;
  /** Who can be named, by what is typed behind an `@`. */
  find: (typed: string) => Promise<Mentionable[]>;
  inputRef?: Ref<HTMLTextAreaElement>;
  label?: string;
}) {
  const [text, setText] = useDraft(draftName);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<string>();
  const form = useRef<HTMLFormElement>(null);

  async function send() {
    const words = text.trim();
    if (!words || sending) return;
    setSending(true);
    const failed = await onSend(words);
    setSending(false);
    setError(failed);
    if (!failed) setText("");
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.current?.requestSubmit();
    } else if (event.key === "Escape" && replyTo) {
      event.stopPropagation();
      onCancelReply();
    }
  }

  return (
    <form
      ref={form}
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {replyTo && (
        <div className="flex items-center justify-between gap-2 rounded-md bg-subtle px-2 py-1 text-xs text-muted">
          <span className="truncate">
            Replying to <span className="font-medium text-ink">{replyTo.own ? "yourself" : replyTo.author}</span>
            {replyTo.comment && `: ${replyTo.comment}`}
          </span>
          <button type="button" onClick={onCancelReply} className="shrink-0 rounded-sm font-medium hover:text-ink">
            Cancel<span className="sr-only"> the reply</span>
          </button>
        </div>
      )}
      <MentionTextarea
        find={find}
        ref={inputRef}
        rows={2}
        maxLength={MOST}
        aria-label={replyTo ? "Reply" : label}
        placeholder={replyTo ? "Write a reply" : "Write a comment"}
        value={text}
        onText={setText}
        onKeyDown={onKeyDown}
      />
      <FormError>{error}</FormError>
      <div className="flex items-center justify-between gap-2">
        <span className="text-xs text-muted max-sm:hidden">@ names people, Ctrl+Enter sends</span>
        <Button
          type="submit"
          size="sm"
          variant="primary"
          icon="send"
          pending={sending}
          disabled={!text.trim()}
          className="ml-auto"
        >
          {replyTo ? "Reply" : "Comment"}
        </Button>
      </div>
    </form>
  );
}
