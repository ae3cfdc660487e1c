import { RelativeTime } from "../ui/relative-time";
import { EmptyState } from "../ui/states";
import { FieldChanges, type FieldChange } from "./field-changes";
import { actionWord } from "./words";

export interface HistoryEntry {
  key: string;
  /** ISO 8601. */
  timestamp: string;
  who: string;
  action: string;
  reason: string | null;
  changes: FieldChange[];
}

/** What the database keeps for itself: nothing a person did. */
const BOOKKEEPING = new Set(["id", "organization_id", "version", "created_at", "updated_at"]);

/** What happened to one record, newest first: the content of a drawer. Its data is getRecordHistory's. */
export function RecordHistory({ entries }: { entries: HistoryEntry[] }) {
  if (entries.length === 0) {
    return (
      <EmptyState icon="history" title="Nothing was noted yet">
        Every change from now on appears here.
      </EmptyState>
    );
  }
  return (
    <ol className="flex flex-col gap-5">
      {entries.map((entry) => {
        const changes = entry.changes.filter(({ field, changed }) => changed && !BOOKKEEPING.has(field));
        return (
          <li key={entry.key} className="flex flex-col gap-2">
            <p>
              <span className="font-medium">{entry.who}</span> {actionWord(entry.action).toLowerCase()} it{" "}
              <RelativeTime value={entry.timestamp} className="text-muted" />
            </p>
            {entry.reason && <p className="border-l-2 border-line-strong pl-2 text-muted">{entry.reason}</p>}
            {changes.length > 0 && (
              <FieldChanges changes={changes} label={`Changes by ${entry.who}, ${entry.timestamp}`} />
            )}
          </li>
        );
      })}
    </ol>
  );
}
