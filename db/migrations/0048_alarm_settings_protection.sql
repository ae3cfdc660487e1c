INSERT INTO alarm_settings DEFAULT VALUES;
--> statement-breakpoint
CALL app.protect('alarm_settings', 'select, update');
