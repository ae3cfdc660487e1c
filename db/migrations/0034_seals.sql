CREATE TABLE "audit_checkpoints" (
	"n" bigint PRIMARY KEY NOT NULL,
	"previous" text NOT NULL,
	"entries" integer NOT NULL,
	"total" bigint NOT NULL,
	"first_id" bigint NOT NULL,
	"last_id" bigint NOT NULL,
	"first_time" bigint NOT NULL,
	"last_time" bigint NOT NULL,
	"root" text NOT NULL,
	"sealed_at" timestamp(3) with time zone NOT NULL,
	"public_key" text NOT NULL,
	"signature" text NOT NULL,
	"endorsement" text,
	"records" "bytea" NOT NULL,
	"top_id" bigint NOT NULL,
	"pending" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_checkpoints" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
-- In two steps, so that rows of before keep none and a long trail is not written anew.
ALTER TABLE "audit_log" ADD COLUMN "salt" uuid;--> statement-breakpoint
ALTER TABLE "audit_log" ALTER COLUMN "salt" SET DEFAULT gen_random_uuid();--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "values_digest" "bytea";--> statement-breakpoint
CREATE INDEX "audit_log_id_idx" ON "audit_log" USING btree ("id");--> statement-breakpoint
ALTER TABLE "audit_log" DROP COLUMN "hash";--> statement-breakpoint
CREATE POLICY "read" ON "audit_checkpoints" AS PERMISSIVE FOR SELECT TO "securesphere_app" USING ((select app.sees_all()));--> statement-breakpoint
CREATE POLICY "seal" ON "audit_checkpoints" AS PERMISSIVE FOR INSERT TO "securesphere_app" WITH CHECK (((select app.sees_all()) and (select app.actor_id()) is null));