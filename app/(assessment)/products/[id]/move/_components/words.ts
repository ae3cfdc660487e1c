import type { AskAgainReason } from "@/lib/assessment/move-answer";

/** Why an answer is to be given, or confirmed, again. */
export const reasons: Record<AskAgainReason, string> = {
  question: "Worded otherwise",
  type: "Another kind of answer",
  option: "The chosen option is not there as it was",
  score: "Another score",
  options: "Other options to choose from",
  evidence: "Evidence is required now",
  joined: "Part of the questionnaire now",
};
