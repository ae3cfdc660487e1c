INSERT INTO backup_settings DEFAULT VALUES;
--> statement-breakpoint
CALL app.protect('backup_settings', 'select, update');
--> statement-breakpoint
CALL app.protect('backups', 'select, insert, update');
