import type { World } from "./world";

/** Tables by what of them is to be counted: all that changes, or, where that is audited in part, what its trigger is for. */
const audited = `select c.oid::regclass::text as name, t.tgname as trigger,
    case when obj_description(c.oid) is null then null else pg_get_triggerdef(t.oid) end as part
  from pg_class c join pg_trigger t on t.tgrelid = c.oid and t.tgfoid = 'app.audit()'::regprocedure
  where c.relnamespace = 'public'::regnamespace`;

/** Has the database keep a second account of every changed row, beside the trail and without its code. */
export async function countChanges(world: World): Promise<void> {
  await world.sql(
    "create unlogged table changes (transaction_id bigint, table_name text, action text, record_id bigint)",
  );
  await world.sql(
    `create function note_change() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
     begin
       insert into changes values (pg_current_xact_id()::text::bigint, tg_table_name, tg_op,
         (case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end ->> 'id')::bigint);
       return null;
     end $$`,
  );
  for (const { name, trigger, part } of await world.sql<{ name: string; trigger: string; part: string | null }>(
    audited,
  )) {
    const made = `note_${trigger}`;
    await world.sql(
      part
        ? part
            .replace(`TRIGGER ${trigger} `, `TRIGGER ${made} `)
            .replace(/EXECUTE FUNCTION .*$/, "EXECUTE FUNCTION note_change()")
        : `create trigger ${made} after insert or update or delete on ${name} for each row execute function note_change()`,
    );
    await world.sql(`alter table ${name} enable always trigger ${made}`);
  }
}

export interface Difference {
  table_name: string;
  action: string;
  record_id: number | null;
  /** How often the row was changed so in a transaction, and how often the trail says so. */
  changed: number;
  noted: number;
}

/** Where the two accounts differ, row by row and transaction by transaction; and how many changes there were. */
export async function compareChanges(world: World): Promise<{ differences: Difference[]; changes: number }> {
  const differences = await world.sql<Difference>(
    `select table_name, action, record_id, coalesce(c.n, 0) as changed, coalesce(l.n, 0) as noted
     from (select transaction_id, table_name, action, record_id, count(*) as n from changes group by 1, 2, 3, 4) c
     full join (
       select transaction_id, table_name, action, record_id, count(*) as n from audit_log
       where action in ('INSERT', 'UPDATE', 'DELETE') and transaction_id >= (select min(transaction_id) from changes)
       group by 1, 2, 3, 4) l using (transaction_id, table_name, action, record_id)
     where c.n is distinct from l.n limit 20`,
  );
  const [total] = await world.sql<{ n: number }>("select count(*) as n from changes");
  return { differences, changes: total!.n };
}
