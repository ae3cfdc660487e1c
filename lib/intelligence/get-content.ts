import { z } from "zod";
import {
  findContent,
  listCasesOf,
  listIdentifiersOf,
  listNeighbours,
  type ContentRow,
} from "@/db/queries/intelligence/content-view";
import { findDataKeys } from "@/db/queries/vault/data-keys";
import { findArchivedMessage } from "@/db/queries/intelligence/content-archives";
import { listDetectionsOf } from "@/db/queries/intelligence/detections";
import type { Tx } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";
import { openDataKey } from "@/lib/vault/data-keys";
import { openValue } from "@/lib/vault/sealed-value";
import { analysisPlace } from "./analysis-place";
import { describeDetectionIn } from "./detection";
import { bigId } from "./detection-input";
import type { RiskComponents } from "./detection/risk";
import { look } from "./look";
import { inIntelligence } from "./policy";

/** Messages shown before and after. */
const NEIGHBOURS = 5;

/** A message whole: what was found in it and why it is scored so, what stood around it, and the cases it is in. */
export const getContent = look({
  action: "intelligence.content.get",
  scope: "intelligence:read",
  subject: "message",
  input: z.object({ content_id: bigId() }),
  target: async (tx, { content_id }) => (await findContent(tx, content_id)) ?? (await tellArchived(tx, content_id)),
  allow: inIntelligence,
  run: async ({ tx, target: row }) => {
    const { organization_id: organizationId, id } = row;
    const [detections, identifiers, neighbours, cases, components] = await Promise.all([
      listDetectionsOf(tx, organizationId, id),
      listIdentifiersOf(tx, organizationId, id),
      row.posted_at ? listNeighbours(tx, row, NEIGHBOURS) : [],
      listCasesOf(tx, organizationId, id),
      componentsOf(tx, row),
    ]);
    return {
      id,
      content_type: row.content_type,
      text: row.text,
      language: row.language,
      posted_at: row.posted_at?.toISOString() ?? null,
      platform_content_id: row.platform_content_id,
      reply_to: row.reply_to,
      import_id: row.import_id,
      status: row.status,
      source: { id: row.source_id, name: row.source, platform: row.platform },
      subject: row.subject_id === null ? null : { id: row.subject_id, name: row.subject, username: row.username },
      risk_level: row.risk_level,
      risk_score: row.risk_score,
      confidence_score: row.confidence_score,
      sentiment_score: row.sentiment_score,
      rule_set: row.analysis_version,
      analyzed_at: row.analyzed_at?.toISOString() ?? null,
      keywords: row.keywords,
      components,
      detections: detections.map((each) => describeDetectionIn(row.text, each)),
      identifiers,
      neighbours: neighbours.map((each) => ({ ...each, posted_at: each.posted_at.toISOString() })),
      cases,
    };
  },
  seen: ({ id }, _input, { organization_id: organizationId }) => ({ table: "content", recordId: id, organizationId }),
});

export type ContentView = Awaited<ReturnType<typeof getContent>>;

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** Says of a message that is not at hand where it is. @throws Fault not_found for one that stands in an archive */
async function tellArchived(tx: Tx, contentId: number): Promise<undefined> {
  const archive = await findArchivedMessage(tx, contentId);
  if (!archive) return undefined;
  const { id: archive_id, archived_at } = archive;
  throw new Fault(
    "not_found",
    `This message was archived on ${day.format(archived_at)}, in archive ${archive_id}. A superuser can restore it.`,
    { details: { archive_id, archived_at: archived_at.toISOString() } },
  );
}

/** The parts of the score, opened; null where nothing was found. */
async function componentsOf(tx: Tx, row: ContentRow): Promise<RiskComponents | null> {
  if (!row.analysis || row.data_key_id === null) return null;
  const dataKey = (await findDataKeys(tx, row.organization_id)).find(({ id }) => id === row.data_key_id);
  if (!dataKey) return null;
  const place = analysisPlace(row.organization_id, {
    sourceId: row.source_id,
    platformContentId: row.platform_content_id,
  });
  return JSON.parse(openValue(row.analysis, openDataKey(dataKey), place).toString()) as RiskComponents;
}
