import { findOsintResult, lockOsintSeals, sealOsintResult } from "@/db/queries/intelligence/osint";
import { findDataKeys } from "@/db/queries/vault/data-keys";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { analysisInput } from "./osint-input";
import { canSearch } from "./osint-policy";
import { openFrom, sealFor, type Analysis } from "./sealed-findings";

/**
 * Keeps what an analyst makes of a search, sealed beside what it brought; an empty note takes it away. Answers when it was
 * written, null where nothing stands.
 * @throws Fault stale_version when another note stands there than was seen
 */
export const saveOsintAnalysis = command({
  action: "intelligence.osint.analyse",
  input: analysisInput,
  subject: "search",
  target: (tx, { osint_result_id }) => findOsintResult(tx, osint_result_id),
  allow: canSearch,
  run: async ({ tx, actor, target }, { note, seen_at }) => {
    const organizationId = target.organization_id;
    const seals = (await lockOsintSeals(tx, target.id))!;
    const current = await currentDataKey(tx, organizationId);
    const row = { id: target.id, organizationId, dataKeyId: seals.data_key_id };
    // One data key is named for both: what was sealed under an earlier one moves along.
    const keys = await findDataKeys(tx, organizationId);
    const found = openFrom<unknown>("results", row, seals.results, keys);
    if ((openFrom<Analysis>("analysis", row, seals.analysis, keys)?.at ?? null) !== seen_at)
      throw new Fault(
        "stale_version",
        "Somebody changed this analysis meanwhile. Nothing was overwritten; look at it first.",
      );
    const analysis: Analysis = { note, by: actor.name, at: new Date().toISOString() };
    await sealOsintResult(tx, target.id, {
      results: found === null ? null : sealFor("results", row, current.key, found),
      analysis: note === "" ? null : sealFor("analysis", row, current.key, analysis),
      dataKeyId: found === null && note === "" ? null : current.id,
    });
    return { id: target.id, at: note === "" ? null : analysis.at };
  },
});
