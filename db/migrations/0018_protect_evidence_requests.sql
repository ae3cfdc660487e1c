CALL app.protect('question_assignments', 'select, insert, update, delete');
--> statement-breakpoint
CALL app.protect('evidence_requests', 'select, insert, update');
--> statement-breakpoint
-- What is written about a file may change; the file, whose it is and what it replaces never do.
GRANT UPDATE (title, description, expires_on, version, updated_at) ON evidence TO securesphere_app;
