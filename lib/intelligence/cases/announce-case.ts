import type { CaseRow } from "@/db/queries/intelligence/cases";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/kernel/database";
import { notify } from "@/lib/notify/notify";

/*
 * What members of a case are told: its number, and nothing that stands in it, its title neither. Notices leave as mails, and
 * stay with people who are members no longer.
 */

type Case = Pick<CaseRow, "id" | "organization_id" | "number">;

export const casePath = (id: number, view?: string) => `/cases/${id}${view ? `?view=${view}` : ""}`;

export const announceAssignee = (tx: Tx, actor: Actor, row: Case, userId: number) =>
  notify(tx, actor, [userId], {
    organizationId: row.organization_id,
    kind: "case_assigned",
    subject: `A case is yours: ${row.number}`,
    link: casePath(row.id),
  });

export const announceMember = (tx: Tx, actor: Actor, row: Case, userId: number) =>
  notify(tx, actor, [userId], {
    organizationId: row.organization_id,
    kind: "case_joined",
    subject: `You have a part in ${row.number}`,
    link: casePath(row.id),
  });

export const announceTask = (tx: Tx, actor: Actor, row: Case, userId: number) =>
  notify(tx, actor, [userId], {
    organizationId: row.organization_id,
    kind: "case_task_assigned",
    subject: `A task in ${row.number} is yours`,
    link: casePath(row.id, "tasks"),
  });

export const announceHandover = (tx: Tx, actor: Actor, row: Case, userId: number, exhibit: string) =>
  notify(tx, actor, [userId], {
    organizationId: row.organization_id,
    kind: "case_exhibit_handed_over",
    subject: `${exhibit} of ${row.number} is handed over to you`,
    detail: "Accept it, or decline it.",
    link: casePath(row.id, "exhibits"),
  });

export const announceMention = (tx: Tx, actor: Actor, row: Case, userIds: readonly number[], messageId: number) =>
  notify(tx, actor, userIds, {
    organizationId: row.organization_id,
    kind: "case_mention",
    subject: `${actor.name} named you in ${row.number}`,
    link: casePath(row.id, "notes"),
    key: `case-message:${messageId}`,
  });
