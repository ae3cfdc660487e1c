import type { Place } from "@/lib/vault/sealed-value";

/** Where the parts of a message's score stand: the message is named by what it is before it has an id. */
export const analysisPlace = (
  organizationId: number,
  message: { sourceId: number; platformContentId: string },
): Place => ({
  table: "content",
  column: "analysis",
  organizationId,
  row: `${message.sourceId}/${message.platformContentId}`,
});
