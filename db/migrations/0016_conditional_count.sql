-- How many questions of a version have a condition, so that lists know how many are asked without reading them.
CREATE FUNCTION app.count_conditional() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
begin
  new.conditional_count := (select count(*) from questions q where q.version_id = new.id and q.condition is not null);
  return new;
end $$;
--> statement-breakpoint
CREATE TRIGGER count_conditional BEFORE UPDATE ON questionnaire_versions FOR EACH ROW
  WHEN (old.status = 'draft' and new.status <> 'draft') EXECUTE FUNCTION app.count_conditional();
