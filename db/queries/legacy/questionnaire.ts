import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/**
 * The newest published version, scored by the mean, that asks all of these questions; with none to ask for, the newest
 * there is.
 */
export async function findVersionWith(tx: Tx, texts: string[]): Promise<number | undefined> {
  const result = await tx.execute<{ id: number }>(
    sql`select v.id from questionnaire_versions v where v.status = 'published' and v.scoring_model = 'mean'
          and not exists (select from unnest(${sql.param(texts)}::text[]) t
            where not exists (select from questions q where q.version_id = v.id and md5(q.text) = md5(t)))
        order by v.id desc limit 1`,
  );
  return result.rows[0]?.id;
}
