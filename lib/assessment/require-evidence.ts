import { Fault } from "@/lib/kernel/fault";
import type { PlacedQuestion } from "./questionnaire";

/** Whether an answer to a question is handed in with evidence only. One that does not apply has nothing to prove. */
export const requiresEvidence = (question: PlacedQuestion | undefined, answer: { notApplicable: boolean }) =>
  question !== undefined && question.evidence_required && !answer.notApplicable;

/** 409: what was handed in with evidence keeps some. */
export const lastEvidence = () =>
  new Fault(
    "conflict",
    "This answer is handed in and its question requires evidence, so its last file stays. Add another one first.",
  );
