import type { ActionStatus } from "@/db/schema/assessment/actions";

/** The states of an action in the order of the board's columns. */
export const actionStatuses = ["open", "in_progress", "done", "dropped"] as const satisfies readonly ActionStatus[];

/** What a list of actions can be narrowed to. */
export const actionListStates = ["unfinished", ...actionStatuses, "all"] as const;

/** How screens and files call the states of an action. */
export const actionStatusWords: Record<ActionStatus, string> = {
  open: "Open",
  in_progress: "In progress",
  done: "Done",
  dropped: "Dropped",
};

/** Estimates of what something takes. */
export const effortWords: Record<number, string> = {
  1: "1, hours",
  2: "2, days",
  3: "3, weeks",
  4: "4, a few months",
  5: "5, half a year or more",
};
