import { cn } from "../ui/cn";
import { fieldWord } from "./words";

export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
  changed: boolean;
}

/**
 * Before and after of each field side by side: what changed is marked, the old value struck through. One under the other
 * where there is no room.
 */
export function FieldChanges({ changes, label }: { changes: FieldChange[]; label: string }) {
  if (changes.length === 0) return <p className="text-muted">No values were noted.</p>;
  return (
    <div role="region" aria-label={label} tabIndex={0} className="overflow-x-auto rounded-md border border-line">
      <table className="w-full table-fixed border-separate border-spacing-0 text-sm" aria-label={label}>
        <thead>
          <tr>
            {["Field", "Before", "After"].map((heading) => (
              <th
                key={heading}
                scope="col"
                className="border-b border-line bg-subtle px-2.5 py-1.5 text-left text-xs font-medium text-muted first:w-1/4"
              >
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map(({ field, before, after, changed }) => (
            <tr key={field}>
              <th
                scope="row"
                className={cn(
                  "px-2.5 py-1.5 text-left align-top break-words",
                  changed ? "font-medium" : "font-normal text-muted",
                )}
              >
                {fieldWord(field)}
              </th>
              <Value value={before} mark={changed && before !== null ? "old" : undefined} />
              <Value value={after} mark={changed && after !== null ? "new" : undefined} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const marks = { old: "bg-danger-soft text-danger-soft-fg", new: "bg-success-soft text-success-soft-fg" };

function Value({ value, mark }: { value: string | null; mark?: keyof typeof marks }) {
  const Mark = mark === "old" ? "del" : mark === "new" ? "ins" : "span";
  return (
    <td className="max-w-0 px-2.5 py-1.5 align-top">
      {value === null ? (
        <span className="text-muted">None</span>
      ) : (
        <Mark
          className={cn(
            "block max-h-60 overflow-y-auto rounded-sm break-words whitespace-pre-wrap no-underline",
            mark && ["px-1", marks[mark]],
            mark === "old" && "line-through",
          )}
        >
          {value === "" ? <span className="no-underline">(empty)</span> : value}
        </Mark>
      )}
    </td>
  );
}
