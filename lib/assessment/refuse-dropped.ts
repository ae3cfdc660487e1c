import { Fault } from "@/lib/kernel/fault";

/**
 * Refuses to change what a move of the product to another version of its questionnaire left to history.
 * @throws Fault conflict
 */
export function refuseDropped(response: { dropped: boolean }): void {
  if (!response.dropped) return;
  throw new Fault(
    "conflict",
    "The product moved to a version of its questionnaire that does not ask this any more. The answer is kept in its history, and stays as it is.",
  );
}

/** 409: an answer to a question of the version that the product has left. */
export const questionLeft = (version: string) =>
  new Fault(
    "conflict",
    `This product has moved to version ${version} of its questionnaire. Nothing was saved: look at the question as it is asked now, and answer it there.`,
    { details: { reason: "moved" } },
  );
