import { findOsintResult, lockOsintSeals, sealOsintResult } from "@/db/queries/intelligence/osint";
import { findDataKeys } from "@/db/queries/vault/data-keys";
import { command } from "@/lib/kernel/command";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { analysisInput } from "./osint-input";
import { canSearch } from "./osint-policy";
import { openFrom, sealFor, type Analysis } from "./sealed-findings";

/** Keeps what an analyst makes of a search, sealed beside what it brought; an empty note takes it away. */
export const saveOsintAnalysis = command({
  action: "intelligence.osint.analyse",
  input: analysisInput,
  subject: "search",
  target: (tx, { osint_result_id }) => findOsintResult(tx, osint_result_id),
  allow: canSearch,
  run: async ({ tx, actor, target }, { note }) => {
    const organizationId = target.organization_id;
    const seals = (await lockOsintSeals(tx, target.id))!;
    const current = await currentDataKey(tx, organizationId);
    const row = { id: target.id, organizationId, dataKeyId: seals.data_key_id };
    // One data key is named for both: what was sealed under an earlier one moves along.
    const found = openFrom<unknown>("results", row, seals.results, await findDataKeys(tx, organizationId));
    const analysis: Analysis = { note, by: actor.name, at: new Date().toISOString() };
    await sealOsintResult(tx, target.id, {
      results: found === null ? null : sealFor("results", row, current.key, found),
      analysis: note === "" ? null : sealFor("analysis", row, current.key, analysis),
      dataKeyId: found === null && note === "" ? null : current.id,
    });
    return { id: target.id };
  },
});
