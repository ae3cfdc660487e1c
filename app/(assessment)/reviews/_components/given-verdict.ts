import type { QueueQuery } from "./hrefs";

export type Verdict = "approved" | "needs_revision" | "rejected";

/** A verdict as it leaves the screen: kept until the server has it. */
export interface GivenVerdict {
  productId: number;
  responseId: number;
  version: number;
  question: string;
  verdict: Verdict;
  text: string;
  query: QueueQuery;
}
