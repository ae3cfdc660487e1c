import { placeRows } from "@/db/queries/legacy/place-rows";
import { ensureWatchlist } from "@/db/queries/legacy/intelligence";
import { countRules } from "@/db/queries/intelligence/rule-sets";
import { riskLevels, type RiskLevel } from "@/db/schema/intelligence/content";
import { MOST_RULES, pinRules } from "@/lib/intelligence/pin-rules";
import { checkRule } from "@/lib/intelligence/rule-words";
import { newRuleInput } from "@/lib/intelligence/watchlist-input";
import { Fault } from "@/lib/kernel/fault";
import type { Batch } from "./batch";
import type { Line } from "./system-row";

/** The list that rules of elsewhere stand on. */
const WATCHLIST = "Moved in";
/** What a rule counts whose system had no weights. */
const WEIGHTS: Record<RiskLevel, number> = { LOW: 0.2, MEDIUM: 0.5, HIGH: 0.7, CRITICAL: 0.85 };

/** Moves keywords in as rules of a watchlist of their own, and pins the rules that are active then. */
export async function moveKeywords(batch: Batch, lines: readonly Line[]): Promise<void> {
  const { tx, place } = batch;
  const given = await batch.fresh(lines);
  if (given.length === 0) return;
  const watchlistId = await ensureWatchlist(tx, {
    ...place,
    name: WATCHLIST,
    description: `Rules that moved in from ${place.filename}. Look them over: their system matched them in other ways.`,
  });
  let room = MOST_RULES - (await countRules(tx, place.organizationId)).active;
  const fresh: Line[] = [];
  const rows = given.flatMap((line) => {
    const rule = readRule(line);
    if (typeof rule === "string") {
      const name = line.row.line(line.row.first("keyword", "term", "pattern"), 60);
      batch.leave(line, "it is no rule that can be used", `${name}: ${rule}`);
      return [];
    }
    fresh.push(line);
    const isActive = isInUse(line) && room > 0;
    if (isActive) room -= 1;
    else if (room <= 0) line.row.complain(`is laid aside: ${MOST_RULES} rules are active`, rule.term);
    const createdAt = (line.row.moment("created_at") ?? new Date(batch.now)).toISOString();
    return {
      ...{ organization_id: place.organizationId, watchlist_id: watchlistId, term: rule.term, kind: rule.kind },
      ...{ severity: rule.severity, category: rule.category, weight: rule.weight, aliases: rule.aliases },
      ...{ case_sensitive: rule.case_sensitive, whole_word: rule.whole_word, folded: rule.folded },
      ...{ is_active: isActive, created_at: createdAt, updated_at: createdAt },
    };
  });
  const placed = await placeRows(
    tx,
    "keywords",
    {
      ...{ organization_id: "integer", watchlist_id: "integer", term: "text", kind: "text", severity: "text" },
      ...{ category: "text", weight: "real", aliases: "jsonb", case_sensitive: "boolean", whole_word: "boolean" },
      ...{ folded: "boolean", is_active: "boolean", created_at: "timestamptz", updated_at: "timestamptz" },
    },
    ["organization_id", "watchlist_id", "kind", "term"],
    rows,
  );
  const seen = new Set<number>();
  for (const [at, line] of fresh.entries()) {
    const { id, made } = placed[at]!;
    if (!made || seen.has(id))
      line.row.complain("looks for the same as another, and is one rule with it", rows[at]!.term);
    seen.add(id);
    batch.take(line, id);
  }
  await pinRules(tx, place.organizationId, null);
}

const isInUse = ({ row }: Line) =>
  !["inactive", "deprecated", "testing"].includes(row.word("status")) && (row.flag("is_active") ?? true);

/** The rule of a row, as a form would send it; a text says why it cannot be one. */
function readRule({ row }: Line) {
  const isRegex = row.flag("is_regex") ?? false;
  const name = row.line(row.first("keyword", "term"), 300);
  const term = isRegex ? row.text("pattern", 1_000) || name : name;
  const severity = row.word("severity").toUpperCase() as RiskLevel;
  const level = riskLevels.includes(severity) ? severity : "MEDIUM";
  if (severity && level !== severity) row.complain("its severity is none here and became MEDIUM", severity);
  const aliases = row.words("aliases", 300);
  const isCased = row.flag("case_sensitive") ?? false;
  const read = newRuleInput.safeParse({
    ...{ watchlist_id: 1, term, kind: isRegex ? "regex" : "phrase", severity: level },
    category: (row.word(row.first("category", "type")) || "moved in").slice(0, 60),
    weight: row.share("weight") ?? WEIGHTS[level],
    aliases: isRegex && name && name !== term ? [name, ...aliases] : aliases,
    ...{ case_sensitive: isCased, folded: !isCased },
  });
  if (!read.success) return read.error.issues[0]!.message;
  try {
    checkRule(read.data);
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
  return read.data;
}
