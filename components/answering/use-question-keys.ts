"use client";

import { useShortcuts, type Shortcut } from "../ui/use-shortcuts";
import type { PanelKind, QuestionHandle } from "./question";

/** The single keys of the questionnaire, for the current question. They are ignored while typing and can be switched off. */
export function useQuestionKeys(on: {
  /** How many stages the keys choose from. */
  stages: number;
  editable: boolean;
  current: () => QuestionHandle | undefined;
  move: (by: 1 | -1) => void;
  nextUnanswered: () => void;
  openPanel: (kind: PanelKind) => void;
}): void {
  const choose = Array.from({ length: on.stages }, (_, at): Shortcut => ({
    key: String(at + 1),
    label: "Choose a stage",
    show: at === 0 ? `1–${on.stages}` : "",
    run: () => on.current()?.choose(at),
  }));
  const changes: Shortcut[] = [
    ...choose,
    { key: "c", label: "Write a comment", run: () => on.current()?.comment() },
    { key: "x", label: "Not applicable, or applicable again", run: () => on.current()?.toggleNotApplicable() },
  ];
  useShortcuts(
    [
      ...(on.editable ? changes : []),
      { key: "e", label: "Evidence", run: () => on.current()?.evidence() },
      { key: "n", label: "Next question", run: () => on.move(1) },
      { key: "p", label: "Previous question", run: () => on.move(-1) },
      { key: "u", label: "Next unanswered question, in any section", run: () => on.nextUnanswered() },
      { key: "m", label: "Messages of the thread", run: () => on.openPanel("thread") },
      { key: "h", label: "Help with the question", run: () => on.current()?.toggleHelp() },
    ],
    { title: "Questionnaire" },
  );
}
