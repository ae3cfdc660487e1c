import { z } from "zod";
import { isHeld } from "@/db/queries/audit/holds";
import { listDisposals, type DisposalRow } from "@/db/queries/intelligence/disposals";
import { findDefaultDays, listAgencies, listRetention } from "@/db/queries/intelligence/retention";
import { findJob } from "@/db/queries/jobs/jobs";
import { describeJob } from "@/lib/jobs/describe-job";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { inIntelligence } from "../policy";
import { canConfirmDisposal, canSeeRetention, canSetRetention, canWithdrawDisposal } from "./policy";

export type DisposalState = "waiting" | "confirmed" | "done" | "withdrawn";

const stateOf = (row: DisposalRow): DisposalState =>
  row.withdrawn_at ? "withdrawn" : row.ended_at ? "done" : row.confirmed_at ? "confirmed" : "waiting";

/**
 * How long an agency keeps what it holds, what would go now (a dry run: figures, no contents), and what went. Superusers
 * name the agency; without one it is the first. Null: there is no agency yet.
 */
export const getRetention = query({
  action: "intelligence.retention.get",
  scope: "intelligence:read",
  input: z.object({ organization_id: id().optional() }),
  allow: (actor, _, input) =>
    inIntelligence(actor) && (!input.organization_id || canSeeRetention(actor, input.organization_id)),
  run: async ({ tx, actor }, input) => {
    const agencies =
      actor.role === "superuser" ? await listAgencies(tx) : [{ id: actor.organizationId, name: actor.organization }];
    const agency = agencies.find(({ id: own }) => own === input.organization_id) ?? agencies[0];
    if (!agency) return null;
    const [sources, defaultDays, disposals, held] = await Promise.all([
      listRetention(tx, agency.id),
      findDefaultDays(tx, agency.id),
      listDisposals(tx, agency.id),
      isHeld(tx, agency.id),
    ]);
    const open = disposals.find((row) => stateOf(row) === "confirmed" || stateOf(row) === "waiting");
    const job = open?.job_id && canSetRetention(actor) ? await findJob(tx, open.job_id) : undefined;
    return {
      agency,
      agencies,
      held,
      default_days: defaultDays ?? null,
      sources: sources.map(({ before: _, ...source }) => ({ ...source, oldest: source.oldest?.toISOString() ?? null })),
      may_set: canSetRetention(actor),
      disposals: disposals.map((row) => ({
        ...row,
        created_at: row.created_at.toISOString(),
        confirmed_at: row.confirmed_at?.toISOString() ?? null,
        withdrawn_at: row.withdrawn_at?.toISOString() ?? null,
        ended_at: row.ended_at?.toISOString() ?? null,
        state: stateOf(row),
        may_confirm: stateOf(row) === "waiting" && canConfirmDisposal(actor, row),
        may_withdraw: stateOf(row) === "waiting" && canWithdrawDisposal(actor, row),
      })),
      job: job ? describeJob(job) : null,
    };
  },
});
