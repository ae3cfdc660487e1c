import { findSources, seeSubjects } from "@/db/queries/legacy/intelligence";
import { placeRows } from "@/db/queries/legacy/place-rows";
import {
  contentStatuses,
  riskLevels,
  type ContentStatus,
  type ContentType,
  type RiskLevel,
} from "@/db/schema/intelligence/content";
import { analysisPlace } from "@/lib/intelligence/analysis-place";
import { extractIdentifiers } from "@/lib/intelligence/extraction/extract";
import { writeIdentifiers } from "@/lib/intelligence/take-in/write-batch";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { sealValue } from "@/lib/vault/sealed-value";
import type { Batch } from "./batch";
import type { Line, SystemRow } from "./system-row";

const TYPES: Record<string, ContentType> = {
  ...{ text: "text", image: "image", video: "video", audio: "audio", document: "document", link: "text", "": "text" },
};
/** The least score of each level, for messages that had a level and no score (lib/intelligence/detection/risk.ts). */
const LEAST: Record<RiskLevel, number> = { LOW: 0, MEDIUM: 30, HIGH: 60, CRITICAL: 85 };
/** What else a message said of itself, and is kept beside it as it was. */
const ALSO = ["title", "url", "author", "intent", "ml_prediction", "ml_confidence", "analysis_version"];
const MOST_TEXT = 200_000;

/** Moves messages in as they were judged there, with the identifiers that stand in them. */
export async function moveContent(batch: Batch, lines: readonly Line[]): Promise<void> {
  const { tx, place } = batch;
  const given = await batch.fresh(lines);
  if (given.length === 0) return;
  const { organizationId } = place;
  const authorOf = ({ row }: Line) => row.key("created_by_id", "user_id");
  const sourceOf = ({ row }: Line) => row.key("source_id") ?? "";
  const sourceIds = await batch.refer("sources", given.map(sourceOf));
  const subjectIds = await batch.refer("users", given.map(authorOf));
  const sources = await findSources(tx, organizationId, [...sourceIds.values()]);
  const dataKey = await currentDataKey(tx, organizationId);
  const fresh = given.filter((line) => {
    if (sourceIds.has(sourceOf(line))) return true;
    batch.leave(line, "its source did not move in", line.row.line("source_id", 60));
    return false;
  });
  const rows = fresh.map((line) => {
    const { key, row } = line;
    const sourceId = sourceIds.get(sourceOf(line))!;
    const author = authorOf(line);
    const subjectId = author === undefined ? undefined : subjectIds.get(author);
    if (author !== undefined && subjectId === undefined) row.complain("its author did not move in", author);
    const platformContentId =
      row.line("platform_content_id", 300) || row.line("message_id", 300) || `moved-in-${place.originId}-${key}`;
    const posted = row.moment(row.first("posted_at", "published_at", "created_at"));
    const analysis = analysisOf(row);
    const where = analysisPlace(organizationId, { sourceId, platformContentId });
    const seconds = row.within("processing_time", 0, 1e6);
    return {
      ...{ organization_id: organizationId, import_id: place.importId, source_id: sourceId },
      ...{ subject_id: subjectId ?? null, platform_content_id: platformContentId },
      ...{ content_type: typeOf(row), text: row.text(row.first("text", "content"), MOST_TEXT) },
      ...{ language: languageOf(row), posted_at: posted?.toISOString() ?? null },
      metadata: metadataOf(row, posted),
      ...judgementOf(row),
      keywords: row.words("keywords", 300),
      analysis: analysis
        ? `\\x${sealValue(Buffer.from(JSON.stringify(analysis)), dataKey.key, where).toString("hex")}`
        : null,
      data_key_id: analysis ? dataKey.id : null,
      confidence_score: row.share("confidence_score") ?? null,
      sentiment_score: row.within("sentiment_score", -1, 1) ?? null,
      processing_time: seconds === undefined ? null : seconds * 1000,
      analyzed_at: row.moment("last_analyzed")?.toISOString() ?? null,
    };
  });
  const placed = await placeRows(tx, "content", COLUMNS, ["organization_id", "source_id", "platform_content_id"], rows);
  const seen = new Set<number>();
  const made = fresh.flatMap((line, at) => {
    const { id, made: isNew } = placed[at]!;
    const isJoined = !isNew || seen.has(id);
    if (isJoined) line.row.complain("is a message that is here already", rows[at]!.platform_content_id);
    seen.add(id);
    batch.take(line, id);
    if (isJoined) return [];
    const { text, posted_at, source_id } = rows[at]!;
    const defaultRegion = sources.get(source_id)?.default_region || undefined;
    const postedAt = posted_at === null ? null : new Date(posted_at);
    return { id, record: { postedAt }, identifiers: extractIdentifiers(text, { defaultRegion }) };
  });
  const wrote = rows.flatMap(({ subject_id: id, posted_at: at }) => (id !== null && at !== null ? [{ id, at }] : []));
  await seeSubjects(tx, organizationId, wrote);
  await writeIdentifiers(tx, organizationId, made);
}

const COLUMNS = {
  ...{ organization_id: "integer", import_id: "integer", source_id: "integer", subject_id: "integer" },
  ...{ platform_content_id: "text", content_type: "text", text: "text", language: "text", posted_at: "timestamptz" },
  ...{
    metadata: "jsonb",
    status: "text",
    risk_level: "text",
    risk_score: "real",
    keywords: "jsonb",
    analysis: "bytea",
  },
  ...{ data_key_id: "integer", confidence_score: "real", sentiment_score: "real", processing_time: "real" },
  analyzed_at: "timestamptz",
};

function typeOf(row: SystemRow): ContentType {
  const word = row.word("content_type");
  const type = TYPES[word];
  if (!type) row.complain("its type is none here and became other", word);
  return type ?? "other";
}

function languageOf(row: SystemRow): string {
  const code = row.word("language");
  return /^[a-z]{2}$/.test(code) ? code : (/^([a-z]{2})[-_]/.exec(code)?.[1] ?? "");
}

/** How it stood, and how grave it was held to be. One that nobody looked at has no level: that is not a low one. */
function judgementOf(row: SystemRow) {
  const word = row.word("status").toUpperCase() as ContentStatus;
  const status = contentStatuses.includes(word) ? word : "PENDING";
  if (word && status !== word) row.complain("its status is none here and became PENDING", word);
  const level = row.word("risk_level").toUpperCase() as RiskLevel;
  const given = row.within(row.first("risk_score", "suspicion_score"), 0, 100);
  if (!riskLevels.includes(level)) {
    if (level) row.complain("its risk level is none here", level);
    return { status, risk_level: null, risk_score: null };
  }
  if (status === "PENDING" && level === "LOW" && !given) return { status, risk_level: null, risk_score: null };
  if (given === undefined) row.complain("has no score: it has the least of its level", level);
  return { status, risk_level: level, risk_score: given ?? LEAST[level] };
}

/** The analysis of elsewhere, in the place of the parts that a score here is made of. */
function analysisOf(row: SystemRow) {
  const data = row.json("analysis_data");
  const summary = row.text("analysis_summary", 10_000);
  if (data === null && !summary) return null;
  return { formula: "as the system it moved in from had it", categories: [], negated: [], moved_in: { summary, data } };
}

function metadataOf(row: SystemRow, posted: Date | undefined) {
  const said = ALSO.filter((column) => row.has(column)).map((column) => [column, row.text(column, 2_000)]);
  const collected = row.moment("created_at");
  if (collected && collected !== posted) said.push(["collected_at", collected.toISOString()]);
  return said.length > 0 ? { moved_in: Object.fromEntries(said) as Record<string, string> } : {};
}
