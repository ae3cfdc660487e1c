-- Sums are in hundredths of a score from here on, so that a score may have two decimals.
ALTER TABLE "maturity_scores" DROP CONSTRAINT "maturity_scores_sum_check";
--> statement-breakpoint
ALTER TABLE "maturity_scores" DROP CONSTRAINT "maturity_scores_approved_check";
--> statement-breakpoint
ALTER TABLE "questions" DROP CONSTRAINT "questions_weight_check";
--> statement-breakpoint
ALTER TABLE "maturity_scores" drop column "score";
--> statement-breakpoint
ALTER TABLE "maturity_scores" ALTER COLUMN "weighted_sum" SET DATA TYPE bigint USING "weighted_sum"::bigint * 100;
--> statement-breakpoint
ALTER TABLE "maturity_scores" ALTER COLUMN "approved_weighted_sum" SET DATA TYPE bigint USING "approved_weighted_sum"::bigint * 100;
--> statement-breakpoint
ALTER TABLE "maturity_scores" ADD COLUMN "modelled" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "maturity_scores" ADD COLUMN "model_score" double precision;
--> statement-breakpoint
ALTER TABLE "maturity_scores" ADD COLUMN "approved_model_score" double precision;
--> statement-breakpoint
ALTER TABLE "maturity_scores" ADD COLUMN "score" double precision GENERATED ALWAYS AS (case when modelled then model_score when weight > 0 then weighted_sum / (weight::double precision * 100) end) STORED;
--> statement-breakpoint
ALTER TABLE "options" ALTER COLUMN "score" SET DATA TYPE real;
--> statement-breakpoint
ALTER TABLE "questionnaire_responses" ALTER COLUMN "maturity_score" SET DATA TYPE real;
--> statement-breakpoint
ALTER TABLE "response_revisions" ALTER COLUMN "maturity_score" SET DATA TYPE real;
--> statement-breakpoint
ALTER TABLE "dimensions" ADD COLUMN "code" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "options" ADD COLUMN "minimum" double precision;
--> statement-breakpoint
ALTER TABLE "questionnaires" ADD COLUMN "source_url" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "questionnaires" ADD COLUMN "attribution" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "type" text DEFAULT 'option' NOT NULL;
--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "evidence_required" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "level" smallint;
--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "effort" smallint;
--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "condition" jsonb;
--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "depends_on" jsonb DEFAULT '[]'::jsonb NOT NULL;
--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "cross_references" jsonb DEFAULT '[]'::jsonb NOT NULL;
--> statement-breakpoint
ALTER TABLE "sections" ADD COLUMN "code" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "maturity_scores" ADD CONSTRAINT "maturity_scores_model_check" CHECK ("maturity_scores"."model_score" between 0 and 5 and "maturity_scores"."approved_model_score" between 0 and 5);
--> statement-breakpoint
ALTER TABLE "maturity_scores" ADD CONSTRAINT "maturity_scores_sum_check" CHECK ("maturity_scores"."weighted_sum" between 0 and 500 * "maturity_scores"."weight"::bigint);
--> statement-breakpoint
ALTER TABLE "maturity_scores" ADD CONSTRAINT "maturity_scores_approved_check" CHECK ("maturity_scores"."approved_weighted_sum" between 0 and 500 * "maturity_scores"."approved_weight"::bigint);
--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_type_check" CHECK ("questions"."type" in ('option', 'options', 'yes_no', 'number', 'date', 'text'));
--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_level_check" CHECK ("questions"."level" between 1 and 5);
--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_effort_check" CHECK ("questions"."effort" between 1 and 5);
--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_weight_check" CHECK ("questions"."weight" between 1 and 1000);
