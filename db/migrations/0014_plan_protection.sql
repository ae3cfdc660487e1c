CALL app.protect('targets', 'select, insert, update, delete');
--> statement-breakpoint
CALL app.protect('actions', 'select, insert, update');
--> statement-breakpoint
CALL app.protect('action_questions', 'select, insert, update, delete');
--> statement-breakpoint
CALL app.protect('action_evidence', 'select, insert, delete');
