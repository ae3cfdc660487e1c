import type { KeptMoment } from "@/lib/assessment/read-moment";
import { minuteOf, snapshotName } from "./words";

/** What a picker offers: now, the snapshots, and the moment that is shown where it is neither. */
export function momentOptions(snapshots: readonly KeptMoment[], shown: { value: string; at: string; kind: string }) {
  return [
    { value: "now", label: "Now" },
    ...(shown.kind === "time" ? [{ value: shown.value, label: minuteOf(shown.at) }] : []),
    ...snapshots.map((snapshot) => ({ value: String(snapshot.id), label: snapshotName(snapshot) })),
  ];
}
