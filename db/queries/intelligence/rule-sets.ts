import type { Tx } from "@/db/client";

/** The active rules of an agency, as the matcher takes them (see lib/intelligence/detection/rule.ts). */
const activeRules = `select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'term', k.term, 'kind', k.kind, 'severity', k.severity,
      'category', k.category, 'weight', k.weight, 'aliases', k.aliases, 'terms', k.terms, 'threshold', k.threshold,
      'caseSensitive', k.case_sensitive, 'wholeWord', k.whole_word, 'folded', k.folded, 'fuzzy', k.fuzzy,
      'languages', to_jsonb(k.languages), 'sourceIds', to_jsonb(k.source_ids), 'negativeContext', k.negative_context,
      'contextWords', k.context_words) order by k.id), '[]') as rules
    from keywords k join watchlists w on w.organization_id = k.organization_id and w.id = k.watchlist_id
    where k.organization_id = $1 and k.is_active and w.is_active`;

const lockStatement = {
  name: "lock_rule_sets",
  text: "select pg_advisory_xact_lock(hashtext('rule_sets'), $1)",
};

// The digest is that of the text PostgreSQL writes, which is the same for the same rules.
const pinStatement = {
  name: "pin_rule_set",
  text: `with active as (${activeRules}),
    newest as (select number, sha256 from rule_sets where organization_id = $1 order by number desc limit 1)
    insert into rule_sets (organization_id, number, sha256, rules, created_by)
    select $1, 1 + case when n.number is null then 0 else n.number end, encode(sha256(convert_to(a.rules::text, 'UTF8')), 'hex'), a.rules, $2
      from active a left join newest n on true
     where n.sha256 is distinct from encode(sha256(convert_to(a.rules::text, 'UTF8')), 'hex')`,
};

const countStatement = {
  name: "count_active_rules",
  text: `select (select count(*) from keywords k join watchlists w on w.organization_id = k.organization_id and w.id = k.watchlist_id
        where k.organization_id = $1 and k.is_active and w.is_active) as active,
      (select jsonb_array_length(rules) from rule_sets where organization_id = $1 order by number desc limit 1) as pinned`,
};

/** How many rules are active now, and in the newest copy; nobody else changes it before this transaction ends. */
export async function countRules(tx: Tx, organizationId: number): Promise<{ active: number; pinned: number }> {
  const [, [counts]] = await Promise.all([
    tx.send(lockStatement, [organizationId]),
    tx.send<{ active: number; pinned: number | null }>(countStatement, [organizationId]),
  ]);
  return { active: counts!.active, pinned: counts!.pinned ?? 0 };
}

/** Keeps a copy of the rules now active under the next number, unless the newest copy is the same. Behind `countRules`. */
export async function insertRuleSet(tx: Tx, organizationId: number, userId: number | null): Promise<void> {
  await tx.send(pinStatement, [organizationId, userId]);
}

/** A rule set without its rules. The same digest is the same rules. */
export interface RuleSetRow {
  id: number;
  number: number;
  sha256: string;
  created_at: Date;
}

const newestStatement = {
  name: "newest_rule_set",
  text: "select id, number, sha256, created_at from rule_sets where organization_id = $1 order by number desc limit 1",
};

export const findNewestRuleSet = async (tx: Tx, organizationId: number): Promise<RuleSetRow | undefined> =>
  (await tx.send<RuleSetRow>(newestStatement, [organizationId]))[0];

const byIdStatement = {
  name: "rule_set",
  text: "select id, number, sha256, created_at from rule_sets where organization_id = $1 and id = $2",
};

export const findRuleSet = async (tx: Tx, organizationId: number, id: number): Promise<RuleSetRow | undefined> =>
  (await tx.send<RuleSetRow>(byIdStatement, [organizationId, id]))[0];

const rulesStatement = {
  name: "rules_of_set",
  text: "select rules from rule_sets where id = $1",
};

export const findRulesOf = async (tx: Tx, id: number): Promise<Record<string, unknown>[]> =>
  (await tx.send<{ rules: Record<string, unknown>[] }>(rulesStatement, [id]))[0]!.rules;
