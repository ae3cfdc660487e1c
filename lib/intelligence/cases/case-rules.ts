import { daysFrom } from "@/lib/kernel/today";
import type { CasePriority, CaseRights, CaseRole, CaseStatus } from "./case-words";

/*
 * How a case goes on: which state may follow which and who may bring it about, what its priority asks for, and who must
 * stay in it. Pure, asked by the use cases and by the screens before they offer anything.
 */

interface Step {
  to: CaseStatus;
  /** Whether it takes who manages the case; else who edits it. */
  manages?: true;
}

const steps: Record<CaseStatus, readonly Step[]> = {
  open: [{ to: "in_progress" }, { to: "on_hold" }, { to: "closed", manages: true }],
  in_progress: [{ to: "on_hold" }, { to: "closed", manages: true }],
  on_hold: [{ to: "in_progress" }, { to: "closed", manages: true }],
  // Begun anew, or put away. What was put away is taken out again before anything else.
  closed: [
    { to: "in_progress", manages: true },
    { to: "archived", manages: true },
  ],
  archived: [{ to: "closed", manages: true }],
};

const permits = (rights: CaseRights, step: Step) => (step.manages ? rights.canManage : rights.canEdit);

/** The states that somebody with these rights can bring a case into. */
export const nextStatuses = (from: CaseStatus, rights: CaseRights): CaseStatus[] =>
  steps[from].filter((step) => permits(rights, step)).map((step) => step.to);

/** What is closed or put away is read and not changed, until it is begun anew. */
export const isOver = (status: CaseStatus) => status === "closed" || status === "archived";

/** What of a case decides whether it may end. */
interface CaseEnd {
  resolution: string;
  /** Exhibits handed over and not yet accepted. */
  openTransfers: number;
}

export type Refused = { field: "status" | "resolution" | "priority" | "assigned_to" | "due_on"; message: string };

/** Why a case cannot go from one state to another, in its members' words; undefined: it can. */
export function refuseStatus(from: CaseStatus, to: CaseStatus, rights: CaseRights, end: CaseEnd): Refused | undefined {
  if (from === to) return undefined;
  const step = steps[from].find((each) => each.to === to);
  if (!step) return { field: "status", message: `does not follow ${words(from)}` };
  if (!permits(rights, step))
    return { field: "status", message: step.manages ? "is for who manages the case" : "is for who edits the case" };
  if (to !== "closed" || from === "archived") return undefined;
  if (!end.resolution.trim()) return { field: "resolution", message: "is required: say how the case ended" };
  if (end.openTransfers > 0) {
    const what = end.openTransfers === 1 ? "An exhibit was" : `${end.openTransfers} exhibits were`;
    return { field: "status", message: `is not possible yet. ${what} handed over and not accepted.` };
  }
  return undefined;
}

const words = (status: CaseStatus) => status.replaceAll("_", " ");

/** Days in which a case of a priority is due, where nobody says otherwise. */
const standardDays: Record<CasePriority, number> = { critical: 3, high: 14, medium: 30, low: 90 };

/** The day on which a case that begins now is due. */
export const standardDue = (priority: CasePriority, now: Date): string => daysFrom(standardDays[priority], now);

/**
 * Why a case cannot have this priority. What is critical is somebody's and due on a day, and only who manages the case
 * says that it is critical no more.
 */
export function refusePriority(
  from: CasePriority | null,
  to: CasePriority,
  rights: CaseRights,
  wanted: { assignedTo: number | null; dueOn: string | null },
): Refused | undefined {
  if (from === "critical" && to !== "critical" && !rights.canManage)
    return { field: "priority", message: "of a critical case is lowered by who manages it" };
  if (to !== "critical") return undefined;
  if (wanted.assignedTo === null)
    return { field: "assigned_to", message: "is required: a critical case is somebody's" };
  if (wanted.dueOn === null) return { field: "due_on", message: "is required: a critical case is due on a day" };
  return undefined;
}

/** A viewer only reads, a reviewer judges what others wrote: neither edits. A lead who could not manage leads nothing. */
export function refuseRights(role: CaseRole, rights: CaseRights): string | undefined {
  if (rights.canManage && !rights.canEdit) return "include editing where they include managing";
  if (role === "lead" && !rights.canManage) return "of a lead include managing";
  if ((role === "viewer" || role === "reviewer") && rights.canEdit)
    return `of a ${role} include neither editing nor managing`;
  return undefined;
}

/** Whether a case would be left without anybody who manages it. */
export const losesLastManager = (
  members: readonly { userId: number; canManage: boolean }[],
  changed: { userId: number; canManage: boolean },
): boolean =>
  !changed.canManage &&
  members.some((member) => member.userId === changed.userId && member.canManage) &&
  !members.some((member) => member.userId !== changed.userId && member.canManage);
