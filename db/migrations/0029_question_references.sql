DROP INDEX "questionnaire_responses_question_id_idx";--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "reference_keys" text[] GENERATED ALWAYS AS (app.reference_keys(cross_references)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "questions_reference_keys_idx" ON "questions" USING gin ("reference_keys") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "questionnaire_responses_question_id_idx" ON "questionnaire_responses" USING btree ("question_id","organization_id",("status" = 'approved'),"updated_at");