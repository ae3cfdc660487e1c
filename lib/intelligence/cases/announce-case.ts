import type { CaseRow } from "@/db/queries/intelligence/cases";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/kernel/database";
import { notify } from "@/lib/notify/notify";

/*
 * What members of a case are told. Numbers and titles of cases are for their members alone: so are these notices, which
 * carry neither to anybody else.
 */

type Case = Pick<CaseRow, "id" | "organization_id" | "number" | "title">;

export const casePath = (id: number, view?: string) => `/cases/${id}${view ? `?view=${view}` : ""}`;

const about = (row: Case) => ({ organizationId: row.organization_id, detail: row.title });

export const announceAssignee = (tx: Tx, actor: Actor, row: Case, userId: number) =>
  notify(tx, actor, [userId], {
    ...about(row),
    kind: "case_assigned",
    subject: `A case is yours: ${row.number}`,
    link: casePath(row.id),
  });

export const announceMember = (tx: Tx, actor: Actor, row: Case, userId: number) =>
  notify(tx, actor, [userId], {
    ...about(row),
    kind: "case_joined",
    subject: `You have a part in ${row.number}`,
    link: casePath(row.id),
  });

/** What the task is about stays in the case: notices leave as mails. */
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
    ...about(row),
    kind: "case_mention",
    subject: `${actor.name} named you in ${row.number}`,
    link: casePath(row.id, "notes"),
    key: `case-message:${messageId}`,
  });
