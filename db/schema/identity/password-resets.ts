import { index, integer, pgTable } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, moment, ownerPolicies } from "@/db/columns";
import { users } from "./users";

/** A password reset by e-mail link: single use, expiring. */
export const passwordResets = pgTable(
  "password_resets",
  {
    id: id(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    tokenHash: bytea("token_hash").notNull().unique(),
    expiresAt: moment("expires_at").notNull(),
    usedAt: moment("used_at"),
    createdAt: createdAt(),
  },
  (t) => [index("password_resets_user_id_idx").on(t.userId), ...ownerPolicies()],
);
