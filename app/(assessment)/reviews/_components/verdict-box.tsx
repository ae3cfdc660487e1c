"use client";

import { useRouter } from "next/navigation";
import { useState, type KeyboardEvent, type Ref } from "react";
import { MentionTextarea } from "@/components/threads/mention-textarea";
import { unreachable } from "@/components/threads/use-thread";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { FormError } from "@/components/ui/form-error";
import { Kbd } from "@/components/ui/kbd";
import type { Review } from "@/lib/assessment/get-review";
import type { Mentionable } from "@/lib/assessment/list-mentionable";
import { reopenAction } from "../actions";
import type { Verdict } from "./given-verdict";

/** What the text that is being written is for. */
export type Intent = Exclude<Verdict, "approved"> | "comment";

const hints: Record<Intent, string> = {
  needs_revision: "Say what has to change. Ctrl+Enter sends it back.",
  rejected: "Say why. Ctrl+Enter rejects.",
  comment: "Ctrl+Enter comments, without a verdict.",
};

/** Where the verdict is given: words, where they are needed or wanted, and what to do with them. */
export function VerdictBox({
  review,
  text,
  onText,
  intent,
  onIntent,
  onJudge,
  onComment,
  onUndo,
  find,
  ref,
}: {
  review: Review;
  text: string;
  onText: (text: string) => void;
  intent: Intent | undefined;
  onIntent: (intent: Intent | undefined) => void;
  onJudge: (verdict: Verdict) => void;
  /** Answers what went wrong, if anything did. */
  onComment: (text: string) => Promise<string | undefined>;
  /** Takes back the verdict that stands; absent where none can be. */
  onUndo?: () => void;
  /** Who can be named, by what is typed behind an `@`. */
  find: (typed: string) => Promise<Mentionable[]>;
  ref: Ref<HTMLTextAreaElement>;
}) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string>();
  const { can } = review;
  const words = text.trim();

  async function finish(sent: Promise<string | undefined>) {
    setPending(true);
    const failed = await sent;
    setPending(false);
    setError(failed);
    if (failed) return;
    onText("");
    onIntent(undefined);
  }

  const comment = () => words && !pending && void finish(onComment(words));
  const reopen = () =>
    words &&
    !pending &&
    void finish(
      reopenAction({ response_id: review.response_id, reason: words, response_version: review.version }).then(
        (result) => {
          if (!result.ok) return result.fault.message;
          router.refresh();
          return undefined;
        },
        () => unreachable,
      ),
    );

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key === "Escape") {
      event.stopPropagation();
      onIntent(undefined);
      event.currentTarget.blur();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (!words) return;
      if (can.review && intent && intent !== "comment") onJudge(intent);
      else comment();
    }
  }

  return (
    <div className="flex flex-col gap-2 border-t border-line bg-surface p-3 max-lg:sticky max-lg:bottom-14 max-lg:z-10 max-lg:rounded-b-lg max-lg:shadow-pop">
      <MentionTextarea
        ref={ref}
        rows={2}
        maxLength={10_000}
        aria-label="Comment or reason"
        aria-describedby="verdict-hint"
        placeholder={can.reopen ? "Why should this be opened again?" : "What should the client know?"}
        value={text}
        onText={onText}
        find={find}
        onKeyDown={onKeyDown}
        className="max-h-40"
      />
      <p id="verdict-hint" className={cn("text-xs text-muted", !intent && "sr-only")}>
        {intent ? hints[intent] : "Needed to send back or reject; Ctrl+Enter comments."}
      </p>
      <FormError>{error}</FormError>
      {can.review && (
        <div className="grid grid-cols-3 gap-2">
          <VerdictButton verdict="approved" label="Approve" hotkey="A" onJudge={onJudge} marked={!intent} />
          <VerdictButton
            verdict="needs_revision"
            label="Revise"
            hotkey="R"
            onJudge={onJudge}
            marked={intent === "needs_revision"}
          />
          <VerdictButton
            verdict="rejected"
            label="Reject"
            hotkey="X"
            onJudge={onJudge}
            marked={intent === "rejected"}
          />
        </div>
      )}
      {can.own_answer && review.status === "submitted" && (
        <p className="text-sm text-muted">You gave this answer yourself, so another lead has to judge it.</p>
      )}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {onUndo && (
          <Button size="sm" variant="ghost" icon="undo" onClick={onUndo} className="mr-auto">
            Take verdict back
          </Button>
        )}
        {can.reopen && (
          <Button size="sm" icon="unlock" disabled={!words} pending={pending} onClick={reopen}>
            Reopen
          </Button>
        )}
        <Button size="sm" variant="ghost" icon="message" disabled={!words} pending={pending} onClick={comment}>
          Comment only
        </Button>
      </div>
    </div>
  );
}

const icons = { approved: "circle-check", needs_revision: "reopen", rejected: "circle-x" } as const;

function VerdictButton({
  verdict,
  label,
  hotkey,
  marked,
  onJudge,
}: {
  verdict: Verdict;
  label: string;
  hotkey: string;
  marked: boolean;
  onJudge: (verdict: Verdict) => void;
}) {
  return (
    <Button
      variant={marked ? "primary" : "secondary"}
      icon={icons[verdict]}
      aria-keyshortcuts={hotkey.toLowerCase()}
      onClick={() => onJudge(verdict)}
      className="justify-center gap-1.5 px-2"
    >
      {label}
      <Kbd className={cn("max-lg:hidden", marked && "border-transparent bg-transparent text-accent-fg")}>{hotkey}</Kbd>
    </Button>
  );
}
