import type { Actor } from "@/lib/kernel/actor";
import { isOver } from "./case-rules";
import type { CaseRights, CaseStatus } from "./case-words";

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
  /** Whether its contents may be seen by the actor now: a member, or a superuser for whom the glass was broken. */
  is_open: boolean;
}

type Who = Pick<Actor, "role" | "userId">;

const isMember = (actor: Who, access: CaseAccess) => actor.role === "analyst" && access.role !== null;

export const rightsOf = (access: CaseAccess): CaseRights => ({
  canEdit: access.can_edit,
  canManage: access.can_manage,
});

/** Analysts open cases and work in them; superusers see which there are. */
export const canListCases = (actor: Who) => actor.role === "analyst" || actor.role === "superuser";
export const canOpenCase = (actor: Who) => actor.role === "analyst";

/** Its number, title, state, priority, assignee and day, and how much is in it. */
export const canSeeRegister = (actor: Who, access: CaseAccess) => actor.role === "superuser" || isMember(actor, access);

/** What is in it. */
export const canReadCase = (actor: Who, access: CaseAccess) =>
  access.is_open && (actor.role === "superuser" || isMember(actor, access));

/** Changes what is in it, while it is not over. */
export const canEditCase = (actor: Who, access: CaseAccess) =>
  isMember(actor, access) && access.can_edit && !isOver(access.status);

/** Changes its texts, state and priority; what is over can still be begun anew by who manages it. */
export const canChangeCase = (actor: Who, access: CaseAccess) =>
  isMember(actor, access) && (isOver(access.status) ? access.can_manage : access.can_edit);

export const canManageCase = (actor: Who, access: CaseAccess) => isMember(actor, access) && access.can_manage;

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
