import { sql, type AnyColumn, type SQL } from "drizzle-orm";

/** Whether a text stands in one of the columns, in any case. */
export function contains(columns: (AnyColumn | SQL)[], text: string): SQL {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return sql`concat_ws(' ', ${sql.join(columns, sql`, `)}) ilike ${pattern}`;
}
