import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { id, moment, ownerPolicies } from "@/db/columns";
import { users } from "@/db/schema/identity/users";

/** At once by mail, in the daily digest, in the inbox alone, or not at all. */
export const deliveries = ["instant", "digest", "inbox", "off"] as const;
export type Delivery = (typeof deliveries)[number];

/** How a user is told of a topic, where not as is standard for it. */
export const notificationPreferences = pgTable(
  "notification_preferences",
  {
    id: id(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    topic: text("topic").notNull(),
    delivery: text("delivery", { enum: deliveries }).notNull(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    unique("notification_preferences_user_id_topic_key").on(t.userId, t.topic),
    check("notification_preferences_delivery_check", sql`${t.delivery} in ('instant', 'digest', 'inbox', 'off')`),
    ...ownerPolicies(),
  ],
);
