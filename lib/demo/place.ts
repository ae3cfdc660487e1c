import type { Questionnaire } from "@/lib/assessment/questionnaire";
import type { DemoAnswer } from "./answers";

/** The organization that demo products belong to, and its people. */
export interface DemoPlace {
  organizationId: number;
  leadId: number;
  /** Ids by user name. */
  users: ReadonlyMap<string, number>;
  questionnaire: Questionnaire;
  now: number;
}

/** A product as it was seeded: who owns it, and its answers with the ids and versions they have now. */
export interface SeededProduct {
  id: number;
  name: string;
  ownerId: number;
  answers: DemoAnswer[];
  responseOf: (answer: DemoAnswer) => number;
}

/** How often an answer was saved: first, in a first round, when it changed, and when it was handed in. */
export const versionOf = (answer: DemoAnswer) =>
  1 + (answer.firstRound ? 2 : 0) + (answer.earlier === null ? 0 : 1) + (answer.status === "draft" ? 0 : 1);

export const HOUR_MS = 3_600_000;
