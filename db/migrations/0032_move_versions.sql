ALTER TABLE "snapshots" DROP CONSTRAINT "snapshots_cause_check";--> statement-breakpoint
ALTER TABLE "answer_sets" ADD COLUMN "questionnaire_version_id" integer;--> statement-breakpoint
ALTER TABLE "questionnaire_responses" ADD COLUMN "dropped_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "response_revisions" ADD COLUMN "moved" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "response_revisions" ADD COLUMN "moved_from" integer;--> statement-breakpoint
ALTER TABLE "answer_sets" ADD CONSTRAINT "answer_sets_questionnaire_version_id_questionnaire_versions_id_fk" FOREIGN KEY ("questionnaire_version_id") REFERENCES "public"."questionnaire_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "response_revisions" ADD CONSTRAINT "response_revisions_moved_from_questions_id_fk" FOREIGN KEY ("moved_from") REFERENCES "public"."questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answer_sets_questionnaire_version_id_idx" ON "answer_sets" USING btree ("questionnaire_version_id");--> statement-breakpoint
CREATE INDEX "response_revisions_moved_from_idx" ON "response_revisions" USING btree ("moved_from") WHERE "response_revisions"."moved_from" is not null;--> statement-breakpoint
ALTER TABLE "questionnaire_responses" ADD CONSTRAINT "questionnaire_responses_dropped_check" CHECK ("questionnaire_responses"."dropped_at" is null or not "questionnaire_responses"."asked");--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_cause_check" CHECK ("snapshots"."cause" in ('submit', 'review', 'close', 'report', 'move'));