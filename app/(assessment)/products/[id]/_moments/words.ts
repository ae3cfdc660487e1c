import type { KeptMoment } from "@/lib/assessment/read-moment";

export const causes = {
  submit: "Submitted for review",
  review: "Review finished",
  close: "Round closed",
  report: "Report made",
  move: "Moved to a newer version",
} as const;

const minute = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

/** A moment to the minute, in UTC: what addresses and pickers mean must not depend on who looks. */
export const minuteOf = (moment: string) => `${minute.format(new Date(moment))} UTC`;

/** A snapshot in words, for pickers. */
export const snapshotName = (snapshot: Pick<KeptMoment, "taken_at" | "cause" | "round" | "archived_at">) =>
  `${minuteOf(snapshot.taken_at)}, round ${snapshot.round}: ${causes[snapshot.cause].toLowerCase()}${snapshot.archived_at ? ", archived" : ""}`;

/** A moment in a heading. */
export function momentName(head: { kind: string; at: string; snapshot: KeptMoment | null }): string {
  if (head.kind === "now") return "now";
  return head.snapshot ? snapshotName(head.snapshot) : minuteOf(head.at);
}

export const momentHref = (productId: number, moment: string | number) =>
  `/products/${productId}/history?at=${encodeURIComponent(String(moment))}`;

export const compareHref = (productId: number, from: string | number, to: string | number) =>
  `/products/${productId}/compare?from=${encodeURIComponent(String(from))}&to=${encodeURIComponent(String(to))}`;

/** What changed in a score: "+0.25", "−1.00", "±0.00". */
export const signed = (change: number) =>
  `${change > 0.004 ? "+" : change < -0.004 ? "−" : "±"}${Math.abs(change).toFixed(2)}`;

/** The ink of a change. */
export const changeInk = (change: number | null) =>
  change === null || Math.abs(change) < 0.005 ? "text-muted" : change > 0 ? "text-success" : "text-danger";
