import type { NoticeRow } from "@/db/queries/assessment/exposures";
import type { Actor } from "@/lib/kernel/actor";
import { canKeepEvidence } from "../evidence-policy";

/** Stays inside the organization that it is told to. */
const isStrict = (notice: { marking: string }) => notice.marking === "TLP:AMBER+STRICT";

/** Why a notice cannot become evidence; undefined: it can. */
export const notEvidence = (notice: Pick<NoticeRow, "marking" | "withdrawn_at">) =>
  notice.withdrawn_at
    ? "It was withdrawn."
    : isStrict(notice)
      ? "TLP:AMBER+STRICT stays inside your organization, and evidence is read by the lead who reviews it."
      : undefined;

/** A notice as callers see it. Days and times ISO 8601. */
export function describeNotice(row: NoticeRow, actor: Actor) {
  const keeps = canKeepEvidence(actor, { organizationId: row.organization_id });
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    withdrawn_at: row.withdrawn_at?.toISOString() ?? null,
    can: { keep: keeps && row.evidence_id === null && notEvidence(row) === undefined },
  };
}
export type Exposure = ReturnType<typeof describeNotice>;
