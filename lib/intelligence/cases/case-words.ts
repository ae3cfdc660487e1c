/*
 * What a case, its people, tasks and exhibits can be called. This file knows no server, so that forms check by it too.
 */
export const caseStatuses = ["open", "in_progress", "on_hold", "closed", "archived"] as const;
export type CaseStatus = (typeof caseStatuses)[number];

export const casePriorities = ["low", "medium", "high", "critical"] as const;
export type CasePriority = (typeof casePriorities)[number];

export const caseRoles = ["lead", "investigator", "reviewer", "viewer"] as const;
export type CaseRole = (typeof caseRoles)[number];

/** The Traffic Light Protocol 2.0, from what may be told to anybody to what stays with those it was told. */
export const tlpMarkings = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"] as const;
export type TlpMarking = (typeof tlpMarkings)[number];

export const caseStatusWords: Record<CaseStatus, string> = {
  open: "Open",
  in_progress: "In progress",
  on_hold: "On hold",
  closed: "Closed",
  archived: "Archived",
};

export const casePriorityWords: Record<CasePriority, string> = {
  low: "Low",
  medium: "Medium",
  high: "High",
  critical: "Critical",
};

export const caseRoleWords: Record<CaseRole, string> = {
  lead: "Lead",
  investigator: "Investigator",
  reviewer: "Reviewer",
  viewer: "Viewer",
};

/** What somebody of a role may do in a case unless something else is chosen. */
export const standardRights: Record<CaseRole, CaseRights> = {
  lead: { canEdit: true, canManage: true },
  investigator: { canEdit: true, canManage: false },
  reviewer: { canEdit: false, canManage: false },
  viewer: { canEdit: false, canManage: false },
};

/** `canEdit`: its contents. `canManage`: its people, its end and its beginning anew. */
export interface CaseRights {
  canEdit: boolean;
  canManage: boolean;
}

/** What is written into the chain of an exhibit that was taken in. */
export const writtenActions = ["transferred", "accepted", "declined", "examined", "returned", "disposed"] as const;
export type WrittenAction = (typeof writtenActions)[number];
