import type { Delivery } from "@/db/schema/notify/notification-preferences";
import type { Role } from "@/db/schema/identity/users";

/** What people choose delivery by, in the order and words of the account page; `standard` until they choose. */
export const topics = {
  submission: {
    title: "Answers handed in",
    description: "Answers of an organization you review wait for a verdict.",
    roles: ["lead", "superuser"],
    standard: "instant",
    mailsDetail: true,
  },
  review: {
    title: "Reviews finished",
    description: "Everything you handed in for a product was judged.",
    standard: "instant",
    mailsDetail: true,
  },
  verdict: {
    title: "Verdicts",
    description: "An answer was sent back, rejected, approved with words, or reopened.",
    standard: "digest",
    mailsDetail: false,
  },
  comment: {
    title: "Comments",
    description: "Someone wrote in a thread that concerns you.",
    standard: "digest",
    mailsDetail: false,
  },
  mention: {
    title: "Mentions",
    description: "Someone named you with @ in a thread.",
    standard: "instant",
    mailsDetail: false,
  },
  work: {
    title: "Work for you",
    description: "A question, an action or a request for evidence is yours, or was settled.",
    standard: "instant",
    mailsDetail: false,
  },
  round: {
    title: "Rounds",
    description: "A round was started or closed, or a product moved to a newer version of its questionnaire.",
    standard: "digest",
    mailsDetail: true,
  },
  exposure: {
    title: "Exposures",
    description:
      "An agency verified an exposed credential or system at a domain of the organization, or took that back.",
    roles: ["client", "lead"],
    standard: "instant",
    mailsDetail: false,
  },
  watch: {
    title: "Look-outs",
    description: "A search you keep found something that came in since you last opened it.",
    roles: ["analyst", "superuser"],
    standard: "instant",
    mailsDetail: false,
  },
  case: {
    title: "Cases",
    description: "A case, a part in one, a task or an exhibit is yours, or somebody named you in one.",
    roles: ["analyst"],
    standard: "instant",
    mailsDetail: false,
  },
  break_glass: {
    title: "Looks into cases",
    description: "A superuser asks to look into a case, is let in, or the look is over.",
    roles: ["analyst", "superuser"],
    standard: "instant",
    mailsDetail: false,
  },
  reminder: {
    title: "Reminders",
    description: "Something is due soon or overdue.",
    standard: "instant",
    mailsDetail: true,
  },
  other: {
    title: "Everything else",
    description: "What fits none of the above.",
    standard: "digest",
    mailsDetail: false,
  },
} as const satisfies Record<string, Topic>;

interface Topic {
  title: string;
  description: string;
  standard: Delivery;
  /** Who is ever told of it; everyone, unless said. */
  roles?: readonly Role[];
  /** Whether mails carry the notice's detail. What people wrote stays in the application. */
  mailsDetail: boolean;
}

export type TopicName = keyof typeof topics;
export const topicNames = Object.keys(topics) as [TopicName, ...TopicName[]];

/** What a role chooses delivery of. */
export const topicsOf = (role: Role): TopicName[] =>
  topicNames.filter((name) => (topics[name] as Topic).roles?.includes(role) ?? true);

/** The topic of each kind of notice. A new kind is a line here. */
const topicOfKind: Record<string, TopicName> = {
  responses_submitted: "submission",
  review_finished: "review",
  response_approved: "verdict",
  response_needs_revision: "verdict",
  response_rejected: "verdict",
  response_reopened: "verdict",
  response_withdrawn: "verdict",
  comment_added: "comment",
  mention: "mention",
  case_assigned: "case",
  case_joined: "case",
  case_task_assigned: "case",
  case_exhibit_handed_over: "case",
  case_mention: "case",
  break_glass_requested: "break_glass",
  break_glass_asked: "break_glass",
  break_glass_granted: "break_glass",
  break_glass_refused: "break_glass",
  break_glass_ended: "break_glass",
  case_task_due: "reminder",
  review_due: "reminder",
  action_due: "reminder",
  assignment_due: "reminder",
  evidence_expires: "reminder",
  sealing_late: "reminder",
  witness_failed: "reminder",
  backup_late: "reminder",
  backup_failed: "reminder",
  system_alarm: "reminder",
  erasure_requested: "reminder",
  assigned: "work",
  action_assigned: "work",
  action_proposed: "work",
  evidence_requested: "work",
  evidence_asked: "work",
  evidence_fulfilled: "work",
  evidence_declined: "work",
  evidence_answered: "work",
  evidence_withdrawn: "work",
  exposure_verified: "exposure",
  exposure_withdrawn: "exposure",
  search_found: "watch",
  round_started: "round",
  round_closed: "round",
  product_moved: "round",
};

export const topicOf = (kind: string): TopicName => topicOfKind[kind] ?? "other";
