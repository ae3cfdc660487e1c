import type { Actor } from "@/lib/kernel/actor";
import { isOver } from "./case-rules";
import type { CaseRights, CaseStatus, WrittenAction } from "./case-words";

/*
 * Who may do what in cases: pure sentences. A case that somebody is no member of was not found before they are asked, but by
 * superusers, who see the register and not what is in it.
 */

/** What permission needs to know of a case. */
interface CaseAccess {
  status: CaseStatus;
  role: string | null;
  can_edit: boolean;
  can_manage: boolean;
}

/** Whether its contents may be seen by the actor now: a member, or a superuser for whom the glass was broken. */
interface CaseSight {
  is_open: boolean;
}

type Who = Pick<Actor, "role" | "userId">;

const isMember = (actor: Who, access: Pick<CaseAccess, "role">) => actor.role === "analyst" && access.role !== null;

export const rightsOf = (access: CaseAccess): CaseRights => ({
  canEdit: access.can_edit,
  canManage: access.can_manage,
});

/** Analysts open cases and work in them; superusers see which there are. */
export const canListCases = (actor: Who) => actor.role === "analyst" || actor.role === "superuser";
export const canOpenCase = (actor: Who) => actor.role === "analyst";

/** Its number, title, state, priority, assignee and day, and how much is in it. */
export const canSeeRegister = (actor: Who, access: Pick<CaseAccess, "role">) =>
  actor.role === "superuser" || isMember(actor, access);

/** What is in it. */
export const canReadCase = (actor: Who, access: CaseAccess & CaseSight) =>
  access.is_open && (actor.role === "superuser" || isMember(actor, access));

/** Changes what is in it, while it is not over. */
export const canEditCase = (actor: Who, access: CaseAccess) =>
  isMember(actor, access) && access.can_edit && !isOver(access.status);

/** Changes its texts, state and priority; what is over can still be begun anew by who manages it. */
export const canChangeCase = (actor: Who, access: CaseAccess) =>
  isMember(actor, access) && (isOver(access.status) ? access.can_manage : access.can_edit);

export const canManageCase = (actor: Who, access: CaseAccess) => isMember(actor, access) && access.can_manage;

/** Whoever manages it takes others out; everybody leaves it. */
export const canRemoveMember = (actor: Who, access: CaseAccess, member: { user_id: number }) =>
  canManageCase(actor, access) || (isMember(actor, access) && member.user_id === actor.userId);

/** Says that a task is done: who edits the case, and whose task it is, also without editing. */
export const canTickTask = (actor: Who, access: CaseAccess, task: { assigned_to: number | null }) =>
  canEditCase(actor, access) ||
  (isMember(actor, access) && !isOver(access.status) && task.assigned_to === actor.userId);

/**
 * Writes into the chain of an exhibit, while the case is not over. Whoever it is handed to accepts or declines it; else its
 * holder writes, and who manages the case in the holder's stead, but for what only who examined can say. What is disposed of
 * is gone: that takes who manages the case.
 */
export function canRecordCustody(
  actor: Who,
  access: CaseAccess,
  exhibit: { holder_id: number | null; receiver_id: number | null },
  action: WrittenAction,
): boolean {
  if (!isMember(actor, access) || isOver(access.status)) return false;
  const holds = exhibit.holder_id === actor.userId;
  const receives = exhibit.receiver_id === actor.userId;
  switch (action) {
    case "accepted":
      return receives;
    case "declined":
      return receives || holds || access.can_manage;
    case "examined":
      return holds;
    case "transferred":
    case "returned":
      return holds || access.can_manage;
    case "disposed":
      return access.can_manage;
  }
}

/** Everyone in it but viewers takes part in its notes, while it is not over. */
export const canNote = (actor: Who, access: CaseAccess) =>
  isMember(actor, access) && access.role !== "viewer" && !isOver(access.status);

/** Templates are the agency's own. */
export const canSeeTemplates = (actor: Who) => canListCases(actor);
export const canSaveTemplates = (actor: Who) => actor.role === "analyst";

/** A superuser gives a case that has lost all of its managers one, and does nothing else in it. */
export const canAppoint = (actor: Who) => actor.role === "superuser" && actor.userId > 0;

/** Two people break the glass: neither the command line nor a job is one. */
export const canAskForGlass = (actor: Who) => actor.role === "superuser" && actor.userId > 0;

/** Never who asked. */
export const canDecideGlass = (actor: Who, grant: { requested_by: number }) =>
  canAskForGlass(actor) && actor.userId !== grant.requested_by;

/** Any superuser ends it early; those who are looked at do not. */
export const canEndGlass = (actor: Who) => actor.role === "superuser";

export const canListGlass = (actor: Who) => actor.role === "superuser";
