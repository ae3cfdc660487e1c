"use client";

import { cn } from "../ui/cn";
import { Icon } from "../ui/icon";

export interface Help {
  meaning: string;
  importance: string;
  goodEvidence: string;
}

/** What a question means, why it matters and what proves an answer: beside it where there is room, else folded. */
export function QuestionHelp({
  id,
  help,
  open,
  onToggle,
}: {
  id: string;
  help: Help;
  open: boolean;
  onToggle: () => void;
}) {
  const parts = [
    { title: "What it means", text: help.meaning },
    { title: "Why it matters", text: help.importance },
    { title: "Good evidence", text: help.goodEvidence },
  ].filter(({ text }) => text !== "");
  if (parts.length === 0) return null;
  return (
    <div className="@2xl:border-l @2xl:border-line @2xl:pl-5">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={onToggle}
        className="flex min-h-8 items-center gap-1.5 rounded-sm text-sm font-medium text-accent-ink max-sm:min-h-10 @2xl:hidden"
      >
        <Icon name="help" size={14} />
        What it means and what proves it
        <Icon name="chevron-down" size={14} className={cn("transition-transform", open && "rotate-180")} />
      </button>
      <dl id={id} className={cn("flex-col gap-3 text-sm @2xl:flex", open ? "flex pt-1 @2xl:pt-0" : "hidden")}>
        {parts.map(({ title, text }) => (
          <div key={title}>
            <dt className="font-medium text-ink">{title}</dt>
            <dd className="text-muted">{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
