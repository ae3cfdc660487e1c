import type { ActionRow } from "@/db/queries/assessment/actions";
import type { ActionStatus } from "@/db/schema/assessment/actions";
import { Fault } from "@/lib/kernel/fault";
import type { ActionAccess } from "./plan-policy";
import type { ProductAccess } from "./policy";

/** An action, as the API shows it. Scores are 0–5; a day is YYYY-MM-DD. */
export interface Action {
  id: number;
  product_id: number;
  product: string;
  organization_id: number;
  organization: string;
  title: string;
  description: string;
  owner_id: number | null;
  owner: string;
  due_on: string | null;
  /** Past its day and not finished. */
  overdue: boolean;
  status: ActionStatus;
  /** 1–5, null where nobody estimated it. */
  effort: number | null;
  questions: { question_id: number; target_score: number }[];
  evidence: { id: number; filename: string; size: number }[];
  created_by: number;
  creator: string;
  version: number;
  completed_at: string | null;
  created_at: string;
  updated_at: string;
}

/** A stored action as callers see it. */
export function describeAction(row: ActionRow): Action {
  return {
    id: row.id,
    product_id: row.product_id,
    product: row.product,
    organization_id: row.organization_id,
    organization: row.organization,
    title: row.title,
    description: row.description,
    owner_id: row.owner_id,
    owner: row.owner,
    due_on: row.due_on,
    overdue: row.overdue,
    status: row.status,
    effort: row.effort,
    questions: row.questions,
    evidence: row.evidence,
    created_by: row.created_by,
    creator: row.creator,
    version: row.version,
    completed_at: row.completed_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

/** What permission needs to know of an action, and of its product. */
export const accessToAction = (row: ActionRow): ActionAccess => ({
  ownerId: row.owner_id,
  createdBy: row.created_by,
  status: row.status,
});

export const accessToItsProduct = (row: ActionRow): ProductAccess => ({
  organizationId: row.organization_id,
  ownerId: row.product_owner_id,
  isMember: row.is_member,
  archived: row.archived,
});

/** Whether there is still something to do. */
export const isUnfinished = ({ status }: { status: ActionStatus }) => status === "open" || status === "in_progress";

/** The refusal of a change to an action that changed meanwhile. */
export const staleAction = (current: Action) =>
  new Fault("stale_version", "This action changed since you last saw it. Nothing was overwritten.", {
    details: { current },
  });
