import { randomUUID } from "node:crypto";

import { withOwner } from "./owner-sql";

/** A message with a hit, and the watchlist whose rule found it, in the agency of somebody of the demo. */
export const makeHit = (email: string) =>
  withOwner(async (sql) => {
    const one = async (text: string, values: unknown[]) =>
      (await sql<{ id: number }>(`${text} returning id`, values))[0]!.id;
    const [person] = await sql<{ agency: number }>("select organization_id as agency from users where email = $1", [
      email,
    ]);
    const agency = person!.agency;
    const unique = randomUUID();
    const source = await one(
      "insert into sources (organization_id, platform, name, platform_source_id) values ($1, 'telegram', 'Night market', $2)",
      [agency, unique],
    );
    const content = await one(
      `insert into content (organization_id, source_id, platform_content_id, text, posted_at, status, risk_level, risk_score, analyzed_at)
       values ($1, $2, '1', 'fresh snow tonight', now(), 'ANALYZED', 'HIGH', 60, now())`,
      [agency, source],
    );
    const watchlist = await one("insert into watchlists (organization_id, name) values ($1, $2)", [agency, unique]);
    const keyword = await one("insert into keywords (organization_id, watchlist_id, term) values ($1, $2, 'snow')", [
      agency,
      watchlist,
    ]);
    const ruleSet = await one(
      `insert into rule_sets (organization_id, number, sha256, rules)
       select $1, 1 + count(*), repeat('0', 64), '[]' from rule_sets where organization_id = $1`,
      [agency],
    );
    await one(
      `insert into detections (organization_id, content_id, keyword_id, rule_set_id, matched_text, start_offset, end_offset, confidence_score, weight)
       values ($1, $2, $3, $4, 'snow', 6, 10, 1, 0.6)`,
      [agency, content, keyword, ruleSet],
    );
    return { content, watchlist };
  });
