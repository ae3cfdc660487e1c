import { id, requiredText } from "@/lib/kernel/input";
import { z } from "zod";

/*
 * What the forms about keeping and disposing send. This file knows no server, so that screens check what is typed by it too.
 */
const none = (value: unknown) => (value === "" ? undefined : value);

/** Without a source: for all that have no rule of their own. Without days: the rule goes, and they are kept without end. */
export const retentionRuleInput = z.object({
  organization_id: id(),
  source_id: z.preprocess(none, id().optional()),
  days: z.preprocess(none, z.coerce.number().int().min(1).max(36_500).optional()),
});

/** Of all that is past its time now. */
export const disposalRequestInput = z.object({ organization_id: id(), reason: requiredText(500) });
export const disposalInput = z.object({ disposal_id: id() });
