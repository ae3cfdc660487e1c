CREATE TABLE "alarm_settings" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"database_megabytes" integer DEFAULT 10000 NOT NULL,
	"inactivity_hours" smallint DEFAULT 24 NOT NULL,
	"sealing_seconds" smallint DEFAULT 60 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "alarm_settings_id_check" CHECK ("alarm_settings"."id" = 1),
	CONSTRAINT "alarm_settings_range_check" CHECK ("alarm_settings"."database_megabytes" >= 0 and "alarm_settings"."inactivity_hours" between 0 and 2160 and "alarm_settings"."sealing_seconds" between 5 and 3600)
);
--> statement-breakpoint
ALTER TABLE "alarm_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "superuser" ON "alarm_settings" AS PERMISSIVE FOR ALL TO "securesphere_app" USING ((select app.sees_all())) WITH CHECK ((select app.sees_all()));