-- The trail has the cross-references: it need not say them again in the form they are looked up by.
DROP TRIGGER audit ON questions;
--> statement-breakpoint
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON questions FOR EACH ROW EXECUTE FUNCTION app.audit('', 'search,reference_keys');
--> statement-breakpoint
ALTER TABLE questions ENABLE ALWAYS TRIGGER audit;
