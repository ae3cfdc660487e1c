import type { CaseCounts, CaseRow } from "@/db/queries/intelligence/cases";
import type { Actor } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import { canEditCase, canManageCase } from "./case-policy";

/** What the register says of a case. */
export const describeCase = (row: CaseRow) => ({
  id: row.id,
  organization_id: row.organization_id,
  organization: row.organization,
  number: row.number,
  title: row.title,
  type: row.type,
  status: row.status,
  priority: row.priority,
  assigned_to: row.assigned_to,
  assignee: row.assignee,
  due_on: row.due_on,
  overdue: row.overdue,
  closed_at: row.closed_at?.toISOString() ?? null,
  version: row.version,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
  /** The reader's own part in it. */
  role: row.role,
  can_edit: row.can_edit,
  can_manage: row.can_manage,
});

/** The same, with what the reader may do in it now. */
export const describeCaseFor = (actor: Actor, row: CaseRow) => ({
  ...describeCase(row),
  may_edit: canEditCase(actor, row),
  may_manage: canManageCase(actor, row),
});

export const countsOf = (counts: CaseCounts | undefined) => ({
  members: counts?.members ?? 0,
  managers: counts?.managers ?? 0,
  open_tasks: counts?.open_tasks ?? 0,
  content: counts?.content ?? 0,
  subjects: counts?.subjects ?? 0,
  identifiers: counts?.identifiers ?? 0,
  exhibits: counts?.exhibits ?? 0,
});

/** 409 for a change of what has changed meanwhile. */
export const stale = (what: string, current?: unknown) =>
  new Fault("stale_version", `This ${what} was changed meanwhile. Nothing was overwritten; look at it first.`, {
    details: { current },
  });
