import type { ReactNode } from "react";
import { columnNames, formatNames, orderNames } from "@/components/intelligence/import-words";
import { platformNames } from "@/components/intelligence/words";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { columnRoles } from "@/lib/intelligence/import/formats";
import type { Missing } from "@/lib/intelligence/import/preview";
import type { Reading } from "./reading";

const REQUIRED = "The file does not say it; somebody has to.";

/** What is said of a file, in the address: so each look can be shown to a colleague. A plain form, without a script. */
export function ReadingForm({
  reading,
  columns,
  missing,
}: {
  reading: Reading;
  columns: string[];
  missing: Missing[];
}) {
  const { format, mapping, time_zone } = reading;
  const isTable = format === "csv" || format === "jsonl";
  const need = (each: Missing) => (missing.includes(each) ? REQUIRED : undefined);
  return (
    <form key={JSON.stringify(reading)} className="flex flex-col gap-4">
      <input type="hidden" name="look" value="1" />
      {mapping.delimiter && <input type="hidden" name="delimiter" value={mapping.delimiter} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <Choice label="Format" name="format" value={format} options={Object.entries(formatNames)} />
        <Field label="Time zone" hint="Of times in the file that say none, such as Europe/London." error={need("zone")}>
          <Input name="zone" defaultValue={time_zone} list="zones" autoComplete="off" />
        </Field>
        {(format === "whatsapp" || isTable) && (
          <Choice
            label="Dates are written"
            name="date_order"
            value={mapping.date_order ?? ""}
            error={need("date_order")}
            options={[["", "Not known"], ...Object.entries(orderNames)]}
          />
        )}
        {(format === "whatsapp" || isTable) && (
          <Field label="Chat" hint="What the records are of, where none of them says it." error={need("chat")}>
            <Input name="chat_name" defaultValue={mapping.chat} autoComplete="off" />
          </Field>
        )}
        {isTable && (
          <Choice
            label="Platform"
            name="platform"
            value={mapping.platform ?? "other"}
            options={Object.entries(platformNames)}
          />
        )}
      </div>
      <datalist id="zones">
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      {isTable && columns.length > 0 && (
        <fieldset className="flex flex-col gap-3 border-t border-line pt-4">
          <legend className="sr-only">Columns</legend>
          <p className="text-sm text-muted">Which column is what. Only the text must be said.</p>
          <div className="grid gap-4 sm:grid-cols-3">
            {columnRoles.map((role) => (
              <Choice
                key={role}
                label={columnNames[role]}
                name={role}
                value={mapping.columns?.[role] ?? ""}
                error={role === "text" ? need("columns") : undefined}
                options={[["", "None"], ...columns.map((column): [string, string] => [column, column])]}
              />
            ))}
          </div>
        </fieldset>
      )}
      <div>
        <Button type="submit">Look again</Button>
      </div>
    </form>
  );
}

function Choice({
  label,
  name,
  value,
  options,
  error,
}: {
  label: string;
  name: string;
  value: string;
  options: [string, string][];
  error?: ReactNode;
}) {
  return (
    <Field label={label} error={error}>
      <Select name={name} defaultValue={value}>
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </Select>
    </Field>
  );
}
