import { sql } from "drizzle-orm";
import { check, index, integer, pgPolicy, pgTable, text } from "drizzle-orm/pg-core";
import { appRole, createdAt, id, moment, seesAll } from "@/db/columns";

/** The outbox: mails queued in the transaction of their cause, sent after it. */
export const emails = pgTable(
  "emails",
  {
    id: id(),
    recipient: text("recipient").notNull(),
    subject: text("subject").notNull(),
    body: text("body").notNull(),
    status: text("status", { enum: ["queued", "kept", "sent", "failed"] })
      .notNull()
      .default("queued"),
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
    check("emails_status_check", sql`${t.status} in ('queued', 'kept', 'sent', 'failed')`),
    pgPolicy("queue", { for: "insert", to: appRole, withCheck: sql`true` }),
    pgPolicy("all", { for: "all", to: appRole, using: seesAll, withCheck: seesAll }),
  ],
);
