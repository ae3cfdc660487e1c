import { createHash } from "node:crypto";
import type { Rule } from "@/lib/intelligence/detection/rule";
import type { World } from "./world";

/** A rule as watchlists have it, looking for one phrase. */
const phraseRule = (id: number, term: string, more: Partial<Rule> = {}): Rule => ({
  ...{
    id,
    term,
    kind: "phrase",
    severity: "HIGH",
    category: "drugs",
    weight: 0.6,
    aliases: [],
    terms: [],
    threshold: 1,
  },
  ...{ caseSensitive: false, wholeWord: true, folded: true, fuzzy: 0, languages: [], sourceIds: [] },
  ...{ negativeContext: [], contextWords: 5, ...more },
});

/** Pins rules as the newest set of an agency, each with a keyword of its own. */
export async function pinRules(world: World, agency: { id: number }, terms: string[]): Promise<number[]> {
  const [{ id: watchlist }] = (await world.sql<{ id: number }>(
    "insert into watchlists (organization_id, name) values ($1, gen_random_uuid()::text) returning id",
    [agency.id],
  )) as [{ id: number }];
  const ids: number[] = [];
  for (const term of terms) {
    const [row] = await world.sql<{ id: number }>(
      "insert into keywords (organization_id, watchlist_id, term, category, weight) values ($1, $2, $3, 'drugs', 0.6) returning id",
      [agency.id, watchlist, term],
    );
    ids.push(row!.id);
  }
  const rules = JSON.stringify(terms.map((term, at) => phraseRule(ids[at]!, term)));
  await world.sql(
    `insert into rule_sets (organization_id, number, sha256, rules)
     select $1, coalesce(max(number), 0) + 1, $2, $3::jsonb from rule_sets where organization_id = $1`,
    [agency.id, createHash("sha256").update(rules).digest("hex"), rules],
  );
  return ids;
}
