import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

export interface NamedEvent {
  /** `LOGIN`, `REFUSED`, `READ`, `EXPORT` … never `INSERT`, `UPDATE` or `DELETE`. */
  action: string;
  table?: string;
  recordId?: number;
  organizationId?: number;
  details?: Record<string, unknown>;
}

/** Appends a named event to the audit trail, as the actor of the transaction. */
export async function logEvent(tx: Tx, event: NamedEvent): Promise<void> {
  await tx.execute(
    sql`select app.log_event(${event.action}, ${event.table ?? null}::text, ${event.recordId ?? null}::bigint,
      ${event.organizationId ?? null}::integer, ${event.details ? JSON.stringify(event.details) : null}::jsonb)`,
  );
}
