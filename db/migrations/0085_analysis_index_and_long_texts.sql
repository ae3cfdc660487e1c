-- The index on the column goes with it and is made again.
ALTER TABLE "content" drop column "search";--> statement-breakpoint
ALTER TABLE "content" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (to_tsvector('simple', left(text, 200000))) STORED;--> statement-breakpoint
CREATE INDEX "content_analysis_idx" ON "content" USING btree ("organization_id","analysis_version");--> statement-breakpoint
CREATE INDEX "content_search_idx" ON "content" USING gin ("search");
