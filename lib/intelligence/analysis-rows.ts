import type { FoundRow } from "@/db/queries/intelligence/write-detections";
import { sealValue } from "@/lib/vault/sealed-value";
import { analysisPlace } from "./analysis-place";
import type { Analysis } from "./detection/analyse";
import { storableText } from "./import/record";

/** What rules found in a message, as it is stored. */
export const foundRows = (contentId: number, { detections }: Analysis): FoundRow[] =>
  detections.map((each) => ({
    content_id: contentId,
    keyword_id: each.keywordId,
    matched_text: storableText(each.matched),
    context: storableText(each.context),
    start_offset: each.start,
    end_offset: each.end,
    confidence_score: each.confidence,
    weight: each.weight,
    negated: each.negated,
  }));

/** A message's score as it is stored, its parts sealed. */
export function scoreOf(
  analysis: Analysis,
  key: Buffer,
  organizationId: number,
  message: { sourceId: number; platformContentId: string },
) {
  const components = Buffer.from(JSON.stringify(analysis.components));
  const isFound = analysis.detections.length > 0;
  return {
    risk_level: analysis.riskLevel,
    risk_score: analysis.riskScore,
    keywords: analysis.keywords,
    analysis: isFound ? sealValue(components, key, analysisPlace(organizationId, message)).toString("base64") : null,
    confidence_score: analysis.confidence,
    sentiment_score: analysis.sentiment,
  };
}
