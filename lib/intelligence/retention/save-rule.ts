import { deleteRetentionRule, findSourceOwner, saveRetentionRule } from "@/db/queries/intelligence/retention";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import { canSetRetention } from "./policy";
import { retentionRuleInput } from "./retention-input";

/** Sets for how long an agency keeps what is of a source, or of all without a rule of their own; without days it keeps it without end. */
export const saveRetention = command({
  action: "intelligence.retention.save",
  input: retentionRuleInput,
  allow: canSetRetention,
  run: async ({ tx, actor }, { organization_id, source_id, days }) => {
    if (source_id !== undefined && (await findSourceOwner(tx, source_id))?.organization_id !== organization_id)
      throw invalidField("source_id", "names no source of this agency");
    if (days === undefined) await deleteRetentionRule(tx, organization_id, source_id ?? null);
    else await saveRetentionRule(tx, organization_id, source_id ?? null, days, actor.userId);
  },
});
