import { sql } from "drizzle-orm";
import { index, integer, pgPolicy, pgTable, text } from "drizzle-orm/pg-core";
import { appRole, createdAt, id, inReach, isActor, moment, organizationId, seesAll } from "@/db/columns";
import { users } from "@/db/schema/identity/users";

/** What changed for a user, with a link straight to it. */
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
    subject: text("subject").notNull(),
    detail: text("detail").notNull().default(""),
    link: text("link").notNull(),
    readAt: moment("read_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("notifications_user_id_idx").on(t.userId, t.createdAt, t.id),
    index("notifications_unread_idx")
      .on(t.userId)
      .where(sql`${t.readAt} is null`),
    index("notifications_organization_id_idx").on(t.organizationId),
    index("notifications_actor_id_idx").on(t.actorId),
    // A notice tells of a tenant's matters: who has lost the reach no longer sees it.
    pgPolicy("own", {
      for: "all",
      to: appRole,
      using: sql`${isActor("user_id")} and (${seesAll} or ${inReach()})`,
      withCheck: isActor("user_id"),
    }),
    pgPolicy("notify", { for: "insert", to: appRole, withCheck: sql`${seesAll} or ${inReach()}` }),
  ],
);
