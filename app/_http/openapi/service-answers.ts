import { z } from "zod";

export const systemStatsSchema = z
  .strictObject({
    users_count: z.int(),
    products_count: z.int(),
    questionnaire_responses_count: z.int(),
    lead_comments_count: z.int(),
    user_invitations_count: z.int(),
    audit_log_count: z.int(),
    maturity_scores_count: z.int(),
    database_size_bytes: z.int(),
    recent_activity_24h: z.int(),
    estimated: z.array(z.string()),
  })
  .meta({ id: "SystemStats" });
