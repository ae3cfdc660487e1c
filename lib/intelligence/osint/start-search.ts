import { findCaseName } from "@/db/queries/intelligence/cases";
import { findConnector } from "@/db/queries/intelligence/osint-connectors";
import { findOsintResult, insertOsintResult, queueOsintResult } from "@/db/queries/intelligence/osint";
import { findPurpose } from "@/db/queries/intelligence/purposes";
import { startJob } from "@/lib/jobs/job";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import { purposeRequired } from "../look";
import { describeOsint } from "./describe-osint";
import { searchInput } from "./osint-input";
import { canSearch } from "./osint-policy";
import { connectors, runOsintSearch } from "./run-search";

/**
 * Asks for a search in open sources or in the workspace itself. What was asked, why and for which case is kept; the search is
 * done by a job.
 * @throws Fault purpose_required
 */
export const startOsintSearch = command({
  action: "intelligence.osint.search",
  scope: "intelligence:write",
  input: searchInput,
  allow: canSearch,
  run: async (context, { connector, query, search_type, case_id }) => {
    const { tx, actor } = context;
    const { organizationId, userId } = actor;
    const why = await findPurpose(tx);
    if (!why) throw purposeRequired();
    if (case_id !== undefined && !(await findCaseName(tx, case_id)))
      throw invalidField("case_id", "names no case of yours");
    const service = connector === "workspace" ? undefined : await findConnector(tx, connector);
    if (connector !== "workspace") {
      if (!service?.is_enabled) throw invalidField("connector", "is not one of yours");
      const { types } = connectors[service.kind];
      if (!types.includes(search_type))
        throw invalidField("search_type", `is nothing that ${service.name} can be asked for`);
    }
    const id = await insertOsintResult(tx, {
      organizationId,
      caseId: case_id ?? null,
      connector: service?.kind ?? "workspace",
      query,
      searchType: search_type,
      purpose: why.purpose,
      createdBy: userId,
    });
    // What is searched for stands in the search, which a case may hold: not in the job, which others see.
    const job = await startJob(context, runOsintSearch, {
      organizationId,
      title: `Search by ${service?.name ?? "the workspace"}`,
      input: { osint_result_id: id, connector_id: service?.id },
    });
    await queueOsintResult(tx, id, job);
    return describeOsint((await findOsintResult(tx, id))!);
  },
});
