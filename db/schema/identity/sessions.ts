import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, moment, ownerPolicies } from "@/db/columns";
import { users } from "./users";

/** A signed-in device. The cookie carries only the user id and a random token, kept here as its SHA-256. */
export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    tokenHash: bytea("token_hash").notNull().unique(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: createdAt(),
    expiresAt: moment("expires_at").notNull(),
    endedAt: moment("ended_at"),
    endedReason: text("ended_reason"),
  },
  (t) => [index("sessions_user_id_idx").on(t.userId, t.id), ...ownerPolicies()],
);
