import { busyActions, busyTables } from "@/db/schema/audit/audit-log";

/** Where the trail is read from, going back in time: entries before this one. Microseconds survive in the text. */
export interface TrailPosition {
  /** A time as PostgreSQL reads it, or `infinity`. */
  timestamp: string;
  id: number;
}

/** What is asked of the audit trail; what is left out does not narrow it. */
export interface TrailFilter {
  before: TrailPosition;
  from?: string;
  userId?: number;
  organizationId?: number;
  tableName?: string;
  recordId?: number;
  action?: string;
  /** A text that stands somewhere in the entry. */
  text?: string;
}

interface Condition {
  column: string;
  value: unknown;
}

/**
 * The columns whose index leads to the entries, the most selective first. Never those of which the trail is full: going
 * back in time soon meets them, and they have no index (db/schema/audit/audit-log.ts).
 */
function choosePath(filter: TrailFilter): { name: string; columns: Condition[]; proof?: string } {
  const { recordId, tableName, action, userId, organizationId } = filter;
  if (recordId !== undefined) {
    const columns = [{ column: "record_id", value: recordId }];
    return { name: "record", columns: tableName ? [...columns, { column: "table_name", value: tableName }] : columns };
  }
  if (tableName && !busyTables.includes(tableName)) {
    return {
      name: "table",
      columns: [{ column: "table_name", value: tableName }],
      proof: rareTable,
    };
  }
  if (action && !busyActions.includes(action)) {
    return { name: "action", columns: [{ column: "action", value: action }], proof: rareAction };
  }
  if (userId !== undefined) return { name: "user", columns: [{ column: "user_id", value: userId }] };
  if (organizationId !== undefined) {
    return { name: "organization", columns: [{ column: "organization_id", value: organizationId }] };
  }
  return { name: "time", columns: [] };
}

/** Word for word the condition of the partial index, so that the planner can use it. */
export const rareTable = except("table_name", busyTables);
export const rareAction = except("action", busyActions);

function except(column: string, busy: string[]) {
  return `${column} not in (${busy.map((name) => `'${name}'`).join(", ")})`;
}

/**
 * The part of a statement that finds a page of the trail, newest first, and its values from `$2` on (`$1` is how many).
 * The statement depends only on which filters are set, so that it can be prepared.
 *
 * It is written so that its one good plan is also the one a generic plan takes: bounds are row comparisons over the
 * chosen index's own columns, and the order is that index's order, which no other index can give without a sort. With
 * plain equality PostgreSQL would think walking back in time cheap, and read everything for a user who did little.
 * @param most no page is longer; a constant, since a parameter would be taken for a tenth of the table
 */
export function trailPage(filter: TrailFilter, most: number) {
  const values: unknown[] = [];
  const bind = (value: unknown, type: string) => `$${values.push(value) + 1}::${type}`;
  const path = choosePath(filter);
  const before = { timestamp: bind(filter.before.timestamp, "timestamptz"), id: bind(filter.before.id, "bigint") };
  const from = filter.from === undefined ? undefined : bind(filter.from, "timestamptz");
  const columns = path.columns.map(({ column }) => column);
  const bound = path.columns.map(({ column, value }) => bind(value, typeOf(column)));
  // Months to come are empty: this leaves their partitions out when the statement runs.
  const conditions = [
    "(select app.sees_all())",
    `timestamp <= least(${before.timestamp}, now() + interval '1 day')`,
    ...(path.proof ? [path.proof] : []),
    ...(from ? [`timestamp >= ${from}`] : []),
  ];
  const sorted = path.name === "record" && columns.length === 1;
  if (sorted) {
    // One record of any table: few entries, sorted by time.
    conditions.push(
      `record_id >= ${bound[0]} and record_id <= ${bound[0]}`,
      `(timestamp, id) < (${before.timestamp}, ${before.id})`,
    );
  } else {
    const row = (...parts: string[]) => `(${parts.join(", ")})`;
    conditions.push(
      `${row(...columns, "timestamp", "id")} < ${row(...bound, before.timestamp, before.id)}`,
      ...(columns.length ? [`${row(...columns)} >= ${row(...bound)}`] : []),
      ...(columns.length && from ? [`${row(...columns, "timestamp")} >= ${row(...bound, from)}`] : []),
    );
  }
  const others = Object.entries({
    user_id: filter.userId,
    organization_id: filter.organizationId,
    table_name: filter.tableName,
    action: filter.action,
  }).filter(([column, value]) => value !== undefined && !columns.includes(column));
  for (const [column, value] of others) conditions.push(`${column} = ${bind(value, typeOf(column))}`);
  if (filter.text !== undefined) {
    const everything =
      "actor, action, table_name, record_id, use_case, reason, request_id, ip_address, old_values, new_values";
    conditions.push(`concat_ws(' ', ${everything}) ilike ${bind(containing(filter.text), "text")}`);
  }
  const order = [...columns, "timestamp", "id"].map((column) => `${column} desc`).join(", ");
  return {
    shape: `${path.name}_${[...columns, ...others.map(([column]) => column), from && "from", filter.text && "search"]
      .map((part) => part?.[0] ?? "")
      .join("")}`,
    text: `select * from audit_log where ${conditions.join("\n and ")}\n order by ${order} limit ${most + 1}`,
    values,
  };
}

const typeOf = (column: string) => (column === "record_id" ? "bigint" : column.endsWith("_id") ? "integer" : "text");

const containing = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
