import { z } from "zod";
import { nextCursor, time } from "./answers";

const platform = z.enum(["telegram", "instagram", "whatsapp", "web", "other"]);
const account = {
  id: z.int(),
  platform,
  platform_user_id: z.string(),
  username: z.string(),
  display_name: z.string(),
  is_flagged: z.boolean().describe("A person flagged it."),
  profile_id: z.int().describe("The account that stands for the profile: its own id where it stands for itself."),
  accounts: z.int().describe("How many accounts are judged to be the same person's, with this one."),
  first_seen: time.nullable(),
  last_seen: time.nullable(),
};

export const subjectsSchema = z
  .strictObject({
    subjects: z.array(
      z.strictObject({
        ...account,
        messages: z.int(),
        more_messages: z.boolean().describe("It wrote more than are counted."),
        confirmed: z.int().describe("Detections in what it wrote that analysts confirmed."),
      }),
    ),
    next_cursor: nextCursor,
  })
  .meta({ id: "Subjects" });

const mark = z.strictObject({
  start: z.int(),
  end: z.int().describe("UTF-16 units; outside."),
  kind: z.enum(["detection", "identifier"]),
  label: z.string().describe("The rule's term, or the identifier's kind."),
  status: z.string().describe("How the detection was judged."),
  ref: z.int().describe("The id of the detection or identifier."),
});

const content = z.strictObject({
  id: z.int(),
  subject_id: z.int(),
  source: z.string(),
  content_type: z.string(),
  text: z.string().describe("At most 4,000 characters."),
  length: z.int(),
  language: z.string(),
  posted_at: time.nullable(),
  status: z.string(),
  risk_level: z.enum(["LOW", "MEDIUM", "HIGH", "CRITICAL"]).nullable().describe("Null: nothing was found."),
  risk_score: z.number().min(0).max(100).nullable(),
  marks: z.array(mark),
});

const judgement = z.strictObject({
  id: z.int(),
  a: z.int(),
  b: z.int(),
  verdict: z.enum(["same", "different", "unsure"]),
  reason: z.string(),
  confidence: z.number().min(0).max(1),
  decided_by: z.string(),
  decided_at: time,
  revoked_by: z.string(),
  revoked_at: time.nullable().describe("Null: it stands."),
  revoke_reason: z.string(),
  a_name: z.string(),
  b_name: z.string(),
  a_platform: platform,
  b_platform: platform,
});

const suggestion = z.strictObject({
  id: z.int(),
  platform,
  platform_user_id: z.string(),
  username: z.string(),
  display_name: z.string(),
  is_flagged: z.boolean(),
  profile_id: z.int(),
  same_handle: z.boolean(),
  shared: z.array(z.strictObject({ id: z.int(), kind: z.string(), value: z.string(), subjects: z.int() })),
});

export const subjectProfileSchema = z
  .strictObject({
    id: z.int(),
    profile_id: z.int(),
    accounts: z.array(
      z.strictObject({
        ...account,
        source: z.string().nullable().describe("Where it was seen first."),
        flag_reason: z.string(),
        flagged_by: z.string(),
        flagged_at: time.nullable(),
      }),
    ),
    activity: z.strictObject({
      step: z.enum(["day", "week", "month"]),
      counts: z.array(z.strictObject({ date: z.iso.date(), count: z.int() })),
    }),
    content: z.array(content),
    next_cursor: nextCursor,
    identifiers: z.array(
      z.strictObject({
        id: z.int(),
        kind: z.string(),
        value: z.string(),
        is_valid: z.boolean(),
        verified: z.boolean(),
        count: z.int(),
        first: time.nullable(),
        last: time.nullable(),
      }),
    ),
    more_identifiers: z.boolean(),
    cases: z.array(
      z.strictObject({
        id: z.int(),
        number: z.string(),
        title: z.string(),
        status: z.string(),
        subject_id: z.int(),
        relevance: z.string(),
      }),
    ),
    partners: z.array(
      z.strictObject({
        id: z.int(),
        name: z.string(),
        platform,
        is_flagged: z.boolean(),
        sent: z.int().describe("Answers of the profile to them."),
        received: z.int().describe("Their answers to the profile."),
        last: time.nullable(),
      }),
    ),
    judgements: z.array(judgement),
    flags: z.array(
      z.strictObject({
        id: z.int(),
        subject_id: z.int(),
        is_flagged: z.boolean(),
        reason: z.string(),
        decided_by: z.string(),
        created_at: time,
      }),
    ),
    suggestions: z.array(suggestion).describe("Who else it may be, and why: a question to a person."),
  })
  .meta({ id: "SubjectProfile" });
