import { z } from "zod";
import { casePriorities, caseRoles, caseStatuses, tlpMarkings } from "@/lib/intelligence/cases/case-words";
import { nextCursor, time } from "./answers";

const registered = {
  id: z.int(),
  organization_id: z.int(),
  organization: z.string(),
  number: z.string().describe("Such as C-2026-0001: by agency and year, without gaps."),
  title: z.string(),
  type: z.string(),
  status: z.enum(caseStatuses),
  priority: z.enum(casePriorities),
  assigned_to: z.int().nullable(),
  assignee: z.string(),
  due_on: z.iso.date().nullable(),
  overdue: z.boolean(),
  closed_at: time.nullable(),
  version: z.int(),
  created_at: time,
  updated_at: time,
  role: z.enum(caseRoles).nullable().describe("The caller's own part; null for superusers."),
  can_edit: z.boolean(),
  can_manage: z.boolean(),
};

const rights = {
  may_edit: z.boolean().describe("Whether the caller changes what is in it: with that right, while it is not over."),
  may_manage: z.boolean().describe("Whether the caller gives others their parts in it."),
};

const counts = z.strictObject({
  members: z.int(),
  managers: z.int(),
  open_tasks: z.int(),
  content: z.int(),
  subjects: z.int(),
  identifiers: z.int(),
  exhibits: z.int(),
});

export const registeredCaseSchema = z.strictObject(registered).meta({ id: "RegisteredCase" });

export const casesSchema = z
  .strictObject({ cases: z.array(z.strictObject({ ...registered, ...rights, counts })), next_cursor: nextCursor })
  .meta({ id: "Cases" });

export const caseSchema = z
  .strictObject({
    ...registered,
    ...rights,
    counts,
    summary: z.string(),
    resolution: z.string().describe("How it ended."),
    marking: z.enum(tlpMarkings),
    own_marking: z.string(),
    members: z.array(
      z.strictObject({
        user_id: z.int(),
        name: z.string(),
        handle: z.string(),
        is_active: z.boolean(),
        role: z.enum(caseRoles),
        can_edit: z.boolean(),
        can_manage: z.boolean(),
        created_at: time,
        may_remove: z.boolean().describe("Whether the caller takes this one out, or leaves."),
      }),
    ),
    tasks: z.array(
      z.strictObject({
        id: z.int(),
        case_id: z.int(),
        title: z.string(),
        description: z.string(),
        assigned_to: z.int().nullable(),
        assignee: z.string(),
        due_on: z.iso.date().nullable(),
        overdue: z.boolean(),
        done_at: time.nullable(),
        done_by: z.string(),
        version: z.int(),
        may_tick: z.boolean().describe("Whether the caller says that it is done."),
      }),
    ),
  })
  .meta({ id: "Case" });

export const caseEventsSchema = z
  .strictObject({
    events: z.array(
      z.strictObject({
        id: z.int(),
        category: z
          .enum(["evidence", "work"])
          .describe("`evidence`: in the world the case is about; `work`: in the case."),
        kind: z.string(),
        happened_at: time,
        title: z.string(),
        detail: z.string(),
        content_id: z.int().nullable(),
        exhibit_id: z.int().nullable(),
        exhibit_number: z.int().nullable(),
        created_by: z.int(),
        author: z.string(),
        created_at: time,
      }),
    ),
    next_cursor: nextCursor,
  })
  .meta({ id: "CaseEvents" });

export const takenInSchema = z
  .strictObject({
    id: z.int(),
    name: z.string().describe("Such as EX-1."),
    sha256: z.string(),
    head: z.string().describe("The hash of the last entry of its chain of custody."),
  })
  .meta({ id: "TakenIn" });

const custodian = z.strictObject({ id: z.int().nullable(), name: z.string() });

export const custodySchema = z
  .strictObject({
    format: z.literal("securesphere-custody"),
    version: z.literal(1),
    exported_at: time,
    exported_by: z.string(),
    case: z.strictObject({ number: z.string(), title: z.string(), marking: z.string() }),
    exhibit: z.strictObject({
      number: z.string(),
      title: z.string(),
      description: z.string(),
      marking: z.string(),
      filename: z.string(),
      media_type: z.string(),
      size: z.int(),
      sha256: z.string(),
      taken_in_at: time,
    }),
    custody: z.array(
      z.strictObject({
        seq: z.int(),
        action: z.string(),
        by: custodian,
        from: custodian.nullable(),
        to: custodian.nullable(),
        at: time,
        reason: z.string(),
        file_sha256: z.string(),
        previous: z.string(),
        hash: z.string(),
      }),
    ),
  })
  .meta({ id: "Custody" });
