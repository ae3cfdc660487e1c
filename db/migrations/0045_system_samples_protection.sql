CALL app.protect_unaudited('system_samples', 'select, insert, delete', 'figures of the service every five minutes, about nobody');
--> statement-breakpoint
CALL app.protect('incidents', 'select, insert, update');
