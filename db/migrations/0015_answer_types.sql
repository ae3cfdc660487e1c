ALTER TABLE "answer_sets" ADD COLUMN "asked" integer[] DEFAULT '{}' NOT NULL;
--> statement-breakpoint
ALTER TABLE "maturity_scores" ADD COLUMN "asked" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "questionnaire_responses" ADD COLUMN "option_ids" integer[];
--> statement-breakpoint
ALTER TABLE "questionnaire_responses" ADD COLUMN "asked" boolean DEFAULT true NOT NULL;
--> statement-breakpoint
ALTER TABLE "questionnaire_versions" ADD COLUMN "conditional_count" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "response_revisions" ADD COLUMN "option_ids" integer[];