/*
 * A row `a` of the trail as its hash sees it. lib/audit/proof/row.ts hashes the very texts that PostgreSQL writes here, so
 * that nobody has to agree on how JSON is written. Changing them breaks every seal there is. They stand in the statements
 * themselves: what a function of the database says could be made to say something else.
 */

/** Everything but the values. */
export const entryText = `json_build_object('id', a.id,
  'timestamp', to_char(a.timestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'user_id', a.user_id,
  'actor', a.actor, 'organization_id', a.organization_id, 'action', a.action, 'use_case', a.use_case,
  'table_name', a.table_name, 'record_id', a.record_id, 'ip_address', a.ip_address, 'user_agent', a.user_agent,
  'request_id', a.request_id, 'reason', a.reason, 'transaction_id', a.transaction_id)::text`;

/** The values, unless they were erased. */
export const valuesText = `case when a.values_digest is null then
  '{"old":' || coalesce(a.old_values::text, 'null') || ',"new":' || coalesce(a.new_values::text, 'null') || '}' end`;

/** Microseconds since 1970. */
export const micros = "(extract(epoch from a.timestamp) * 1000000)::bigint";

const digest = `coalesce(a.values_digest, sha256(coalesce(uuid_send(a.salt), '') || convert_to(${valuesText}, 'UTF8')))`;

/** The hash of the row. */
export const rowHash = `sha256(${digest} || convert_to(${entryText}, 'UTF8'))`;

/** The hash of the row in hexadecimal, once a checkpoint has taken it; null before, and for those who do not see the seal. */
export const sealedHash = `case when a.id <= (select c.top_id from audit_checkpoints c order by c.n desc limit 1)
    and not exists (
      select from jsonb_array_elements((select c.pending from audit_checkpoints c order by c.n desc limit 1)) r
      where a.id between (r ->> 0)::bigint and (r ->> 1)::bigint)
  then encode(${rowHash}, 'hex') end`;
