import { findTerms, findTexts } from "@/db/queries/legacy/intelligence";
import { placeRows } from "@/db/queries/legacy/place-rows";
import { findNewestRuleSet } from "@/db/queries/intelligence/rule-sets";
import { detectionStatuses, type DetectionStatus } from "@/db/schema/intelligence/detections";
import { storableText } from "@/lib/intelligence/import/record";
import type { Batch } from "./batch";
import { placeMatch } from "./match-place";
import type { Line } from "./system-row";

/** Characters shown to each side of a match. */
const AROUND = 80;

/** Moves detections in, each at its place in the message, with what was decided about it. */
export async function moveDetections(batch: Batch, lines: readonly Line[]): Promise<void> {
  const { tx, place } = batch;
  const fresh = await batch.fresh(lines);
  if (fresh.length === 0) return;
  const { organizationId } = place;
  const contentOf = ({ row }: Line) => row.key("content_id") ?? "";
  const keywordOf = ({ row }: Line) => row.key("keyword_id") ?? "";
  const reviewerOf = ({ row }: Line) => row.key("reviewed_by_id", "reviewed_by");
  const contentIds = await batch.refer("content", fresh.map(contentOf));
  const keywordIds = await batch.refer("keywords", fresh.map(keywordOf));
  const people = await batch.refer("system_users", fresh.map(reviewerOf));
  const texts = await findTexts(tx, organizationId, [...contentIds.values()]);
  const rules = await findTerms(tx, organizationId, [...keywordIds.values()]);
  const ruleSet = await findNewestRuleSet(tx, organizationId);
  const taken: Line[] = [];
  const rows = fresh.flatMap((line) => {
    const { row } = line;
    const contentId = contentIds.get(contentOf(line));
    const keywordId = keywordIds.get(keywordOf(line));
    if (contentId === undefined || keywordId === undefined || !ruleSet) {
      const missing = contentId === undefined ? "message" : "keyword";
      batch.leave(
        line,
        `its ${missing} did not move in`,
        row.line(`${missing === "message" ? "content" : missing}_id`, 60),
      );
      return [];
    }
    const text = texts.get(contentId)!;
    const rule = rules.get(keywordId)!;
    const matched = row.text("matched_text", 2_000);
    const where = placeMatch(text, {
      ...{ matched, terms: [rule.term, ...rule.aliases] },
      ...{ start: row.within("position_start", 0, 1e9), end: row.within("position_end", 0, 1e9) },
    });
    if (!where) {
      batch.leave(line, "what it matched is not in its message", matched);
      return [];
    }
    if (where.moved)
      row.complain("is not where it was said to be; it is where the text reads so", `now ${where.start}`);
    const decided = decisionOf(batch, line, people.get(reviewerOf(line) ?? ""));
    taken.push(line);
    const shown = text.slice(Math.max(0, where.start - AROUND), where.end + AROUND);
    return {
      ...{ organization_id: organizationId, content_id: contentId, keyword_id: keywordId, rule_set_id: ruleSet.id },
      ...{ matched_text: storableText(text.slice(where.start, where.end)), start_offset: where.start },
      ...{ end_offset: where.end, context: storableText(shown), weight: rule.weight },
      confidence_score: row.share("confidence_score") ?? 0,
      ...decided,
      created_at: (row.moment("created_at") ?? new Date(batch.now)).toISOString(),
    };
  });
  const placed = await placeRows(
    tx,
    "detections",
    {
      ...{ organization_id: "integer", content_id: "bigint", keyword_id: "integer", rule_set_id: "integer" },
      ...{ matched_text: "text", start_offset: "integer", end_offset: "integer", context: "text", weight: "real" },
      ...{ confidence_score: "real", status: "text", reviewed_by: "integer", reviewed_at: "timestamptz" },
      ...{ review_note: "text", created_at: "timestamptz" },
    },
    ["organization_id", "content_id", "keyword_id", "start_offset"],
    rows,
  );
  const seen = new Set<number>();
  for (const [at, line] of taken.entries()) {
    const { id, made } = placed[at]!;
    if (!made || seen.has(id)) line.row.complain("is at the place of another, and one with it", "");
    seen.add(id);
    batch.take(line, id);
  }
}

/** What was decided about it, by whom: without anybody who answers for that, it waits for a decision. */
function decisionOf({ place, now }: Batch, { row }: Line, reviewer: number | undefined) {
  const word = row.word("status") as DetectionStatus;
  const undecided = { status: "new", reviewed_by: null, reviewed_at: null, review_note: "" };
  if (word === "new" || !detectionStatuses.includes(word)) {
    if (word !== "new") row.complain("its status is none here and became new", word);
    return undecided;
  }
  const by = reviewer ?? place.responsibleId;
  if (by === null) {
    row.complain("nobody is named who decided it: it waits for a decision", word);
    return undecided;
  }
  const at = row.moment(row.first("reviewed_at", "updated_at", "created_at")) ?? new Date(now);
  const note = row.text(row.first("review_notes", "notes"), 2_000);
  return { status: word, reviewed_by: by, reviewed_at: at.toISOString(), review_note: note };
}
