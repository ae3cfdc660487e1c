import { logLegacyEvents } from "@/db/queries/legacy/history";
import { rowsOf } from "./legacy-row";
import type { Move } from "./move";
import { redactText, redactValues } from "./redact";

const TABLE = "audit_log";

/**
 * Moves the other system's trail in, as events named LEGACY: what it says, it says of that system, and it was not written
 * by this database. Each keeps its time and its values, without secrets, in its details.
 */
export async function moveTrail({ tx, file, report, ledger, now }: Move): Promise<void> {
  const events: { record: number; details: object }[] = [];
  for (const { id, row } of rowsOf(file, TABLE, report, now)) {
    const at = row.moment("timestamp") ?? row.moment("created_at");
    const key = `${id}@${at?.toISOString() ?? ""}`;
    if (ledger.find(TABLE, key)) {
      report.know(TABLE);
      continue;
    }
    events.push({
      record: id,
      details: {
        origin: ledger.originId,
        at: at?.toISOString() ?? null,
        user_id: row.id("user_id") ?? null,
        action: redactText(row.line("action", 100)),
        table: redactText(row.line("table_name", 100)),
        record_id: redactText(row.line("record_id", 100)),
        old_values: redactValues(row.text("old_values", 100_000)),
        new_values: redactValues(row.text("new_values", 100_000)),
        ip_address: redactText(row.line("ip_address", 100)),
        user_agent: redactText(row.line("user_agent", 400)),
      },
    });
    row.tell(report);
    report.take(TABLE);
    ledger.add(TABLE, key, "", null);
  }
  await logLegacyEvents(tx, events);
}
