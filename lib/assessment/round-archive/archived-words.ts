import { Fault } from "@/lib/kernel/fault";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** What is said where a snapshot's answers are asked for that stand in the file of its round. */
export const archivedRound = (round: number, at: Date) =>
  new Fault(
    "conflict",
    `Round ${round} was archived on ${day.format(at)}. Restore it to look at this snapshot, to compare it or to make a report of it.`,
    { details: { archived_round: round, archived_at: at.toISOString() } },
  );
