import { sql } from "drizzle-orm";
import { check, index, integer, pgPolicy, pgTable, text, unique } from "drizzle-orm/pg-core";
import { appRole, createdAt, id, moment, seesAll } from "@/db/columns";
import { users } from "@/db/schema/identity/users";

/** `kept`: there is no mail server. `withdrawn`: its reader lost a reach it tells of before it left. */
export const mailStates = ["queued", "kept", "sent", "failed", "withdrawn"] as const;

/** The outbox: mails queued in the transaction of their cause, sent after it. */
export const emails = pgTable(
  "emails",
  {
    id: id(),
    recipient: text("recipient").notNull(),
    subject: text("subject").notNull(),
    body: text("body").notNull(),
    status: text("status", { enum: mailStates }).notNull().default("queued"),
    /** Whom a mail about notices tells, and whose matters: it leaves only while that person reaches all of them. */
    recipientId: integer("recipient_id").references(() => users.id),
    organizationIds: integer("organization_ids")
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** The topic, or `digest`, that its reader can end from within the mail. */
    unsubscribe: text("unsubscribe"),
    /** What it is: no two mails are the same. */
    key: text("key"),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    nextAttemptAt: moment("next_attempt_at").notNull().defaultNow(),
    sentAt: moment("sent_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("emails_due_idx")
      .on(t.nextAttemptAt)
      .where(sql`${t.status} = 'queued'`),
    index("emails_created_idx").on(t.createdAt, t.id),
    unique("emails_key_key").on(t.key),
    index("emails_recipient_id_idx").on(t.recipientId),
    check("emails_status_check", sql`${t.status} in ('queued', 'kept', 'sent', 'failed', 'withdrawn')`),
    pgPolicy("queue", { for: "insert", to: appRole, withCheck: sql`true` }),
    pgPolicy("all", { for: "all", to: appRole, using: seesAll, withCheck: seesAll }),
  ],
);
