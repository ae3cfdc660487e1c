CALL app.protect('legacy_origins', 'select, insert');
--> statement-breakpoint
CALL app.protect('legacy_records', 'select, insert');
--> statement-breakpoint
-- Draws numbers of a table for rows that move in: those up to the highest that is kept are drawn and thrown away, then as
-- many new ones as are wanted. Drawn, never set, so that no number is given twice, whoever else is writing.
CREATE FUNCTION app.draw_ids(target text, highest integer, wanted integer) RETURNS SETOF integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
declare
  counter regclass;
begin
  if not app.sees_all() or app.actor_id() is not null then
    raise exception 'only who operates the installation draws numbers' using errcode = 'insufficient_privilege';
  end if;
  if target not in ('users', 'products', 'questionnaire_responses', 'lead_comments') or highest > 5000000 then
    raise exception 'no numbers of % up to %', target, highest using errcode = 'invalid_parameter_value';
  end if;
  counter := pg_get_serial_sequence('public.' || target, 'id');
  perform nextval(counter) from generate_series(coalesce(pg_sequence_last_value(counter), 0) + 1, highest);
  return query select nextval(counter)::integer from generate_series(1, wanted);
end $$;
--> statement-breakpoint
-- Puts our hash in the place of one that moved in, when its password was verified. Ours it never replaces.
CREATE FUNCTION app.replace_foreign_hash(for_user integer, expected_hash text, new_hash text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  update credentials set password_hash = new_hash, changed_at = now()
   where user_id = for_user and password_hash = expected_hash
     and expected_hash not like '$argon2%' and new_hash like '$argon2id$%'
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.draw_ids, app.replace_foreign_hash FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.draw_ids, app.replace_foreign_hash TO securesphere_app;
