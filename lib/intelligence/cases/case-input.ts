import { z } from "zod";
import { day, flag, id, requiredText, text, whole } from "@/lib/kernel/input";
import { casePriorities, caseRoles, caseStatuses, tlpMarkings, writtenActions } from "./case-words";

/* What forms about cases send. This file knows no server. */

/** Forms send who is not chosen as an empty text. */
const person = () => z.preprocess((value) => (value === "" ? null : value), id().nullable());
const version = () => whole(1, 2_147_483_647).optional();

const texts = {
  title: requiredText(200),
  type: text(80),
  summary: text(10_000),
  priority: z.enum(casePriorities),
  assigned_to: person(),
  due_on: day(),
  marking: z.enum(tlpMarkings),
  own_marking: text(80),
};

/** What a template does not say is standard; what is given here wins. */
export const newCaseInput = z.object({
  template_id: person().optional(),
  title: texts.title,
  type: texts.type.optional(),
  summary: texts.summary.optional(),
  priority: texts.priority.optional(),
  assigned_to: texts.assigned_to.optional(),
  due_on: texts.due_on.optional(),
  marking: texts.marking.optional(),
  own_marking: texts.own_marking.default(""),
});

/** Only what is given changes. */
export const caseChangesInput = z.object({
  case_id: id(),
  version: version(),
  title: texts.title.optional(),
  type: texts.type.optional(),
  summary: texts.summary.optional(),
  priority: texts.priority.optional(),
  assigned_to: texts.assigned_to.optional(),
  due_on: texts.due_on.optional(),
  marking: texts.marking.optional(),
  own_marking: texts.own_marking.optional(),
  status: z.enum(caseStatuses).optional(),
  resolution: text(10_000).optional(),
});

export const memberInput = z.object({
  case_id: id(),
  user_id: id(),
  role: z.enum(caseRoles),
  can_edit: flag().optional(),
  can_manage: flag().optional(),
});

export const newTaskInput = z.object({
  case_id: id(),
  title: requiredText(200),
  description: text(5_000).default(""),
  assigned_to: person().default(null),
  due_on: day().default(null),
});

export const taskChangesInput = z.object({
  task_id: id(),
  version: version(),
  title: requiredText(200).optional(),
  description: text(5_000).optional(),
  assigned_to: person().optional(),
  due_on: day().optional(),
  done: flag().optional(),
});

export const newEventInput = z.object({
  case_id: id(),
  happened_at: z.iso.datetime({ offset: true, local: true, error: "is not a moment" }),
  title: requiredText(200),
  detail: text(5_000).default(""),
});

/** The kinds of records that a case refers to. */
export const linkKinds = ["content", "subject", "identifier"] as const;
export type LinkKind = (typeof linkKinds)[number];

export const newLinkInput = z.object({
  case_id: id(),
  kind: z.enum(linkKinds),
  record_id: whole(1, Number.MAX_SAFE_INTEGER),
  relevance: text(80).default(""),
  note: text(2_000).default(""),
});

export const freezeInput = z.object({
  case_id: id(),
  content_id: whole(1, Number.MAX_SAFE_INTEGER),
  title: text(200).default(""),
  description: text(5_000).default(""),
  marking: texts.marking.optional(),
});

export const custodyInput = z.object({
  exhibit_id: id(),
  action: z.enum(writtenActions),
  /** To whom it is handed over. */
  to_user_id: person().optional(),
  /** To whom it is returned, by name. */
  to_name: text(200).default(""),
  reason: text(1_000).default(""),
});

const templateTask = z.object({
  title: requiredText(200),
  description: text(5_000).default(""),
  due_days: z.preprocess((value) => (value === "" ? null : value), whole(0, 3650).nullable()).default(null),
});

export const templateInput = z.object({
  template_id: id().optional(),
  version: version(),
  name: requiredText(120),
  type: text(80).default(""),
  priority: texts.priority.default("medium"),
  summary: texts.summary.default(""),
  marking: texts.marking.default("TLP:AMBER"),
  tasks: z.array(templateTask).max(50, "are more than 50").default([]),
  is_active: flag().default(true),
});

export const glassRequestInput = z.object({
  case_id: id(),
  reason: requiredText(500),
  minutes: whole(5, 480).default(60),
});
export const glassDecisionInput = z.object({ grant_id: id(), grants: flag() });
export const appointInput = z.object({ case_id: id(), user_id: id(), reason: requiredText(500) });
