import { sql } from "drizzle-orm";
import { check, index, integer, pgPolicy, pgTable, text, unique } from "drizzle-orm/pg-core";
import { appRole, createdAt, id, inReach, isActor, isJob, moment, organizationId, seesAll } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { emails } from "./emails";

/** How the mail of a notice stands: it leaves at once, waits for the daily digest, or there is none (any more). */
const noticeMails = ["instant", "digest", "none"] as const;

/**
 * What changed for a user, with a link straight to it. A trigger leaves out whoever is out of reach or wants none of its
 * topic, and sets the mail that its reader has chosen.
 */
export const notifications = pgTable(
  "notifications",
  {
    id: id(),
    organizationId: organizationId(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    actorId: integer("actor_id").references(() => users.id),
    kind: text("kind").notNull(),
    /** What its reader chooses delivery by; several kinds share one. */
    topic: text("topic").notNull().default(""),
    /** What it tells of: nobody is told the same twice. */
    key: text("key"),
    subject: text("subject").notNull(),
    detail: text("detail").notNull().default(""),
    link: text("link").notNull(),
    readAt: moment("read_at"),
    mail: text("mail", { enum: noticeMails }).notNull().default("none"),
    /** The mail that told of it. */
    mailId: integer("mail_id").references(() => emails.id),
    createdAt: createdAt(),
  },
  (t) => [
    index("notifications_user_id_idx").on(t.userId, t.createdAt, t.id),
    index("notifications_unread_idx")
      .on(t.userId)
      .where(sql`${t.readAt} is null`),
    unique("notifications_user_id_key_key").on(t.userId, t.key),
    index("notifications_mail_idx")
      .on(t.mail, t.userId, t.id)
      .where(sql`${t.mail} <> 'none'`),
    index("notifications_mail_id_idx").on(t.mailId),
    index("notifications_organization_id_idx").on(t.organizationId),
    index("notifications_actor_id_idx").on(t.actorId),
    // A notice tells of a tenant's matters: who has lost the reach no longer sees it.
    pgPolicy("own", {
      for: "all",
      to: appRole,
      using: sql`${isActor("user_id")} and (${seesAll} or ${inReach()} or organization_id = (select app.agency()))`,
      withCheck: isActor("user_id"),
    }),
    // Likewise of an agency, to its analysts.
    pgPolicy("agency", {
      for: "all",
      to: appRole,
      using: sql`${isActor("user_id")} and organization_id = (select app.agency())`,
      withCheck: sql`organization_id = (select app.agency())`,
    }),
    // The delivery of mails reads what it sends.
    pgPolicy("deliver", { for: "all", to: appRole, using: isJob, withCheck: isJob }),
    check("notifications_mail_check", sql`${t.mail} in ('instant', 'digest', 'none')`),
    pgPolicy("notify", {
      for: "insert",
      to: appRole,
      withCheck: sql`${seesAll} or ${inReach()} or organization_id = (select app.agency())`,
    }),
  ],
);
