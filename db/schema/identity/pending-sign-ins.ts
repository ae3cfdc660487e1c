import { index, integer, pgTable } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, moment, ownerPolicies } from "@/db/columns";
import { users } from "./users";

/** A sign-in whose password was right and whose second factor is asked for. Reached through pinned functions alone. */
export const pendingSignIns = pgTable(
  "pending_sign_ins",
  {
    id: id(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    tokenHash: bytea("token_hash").notNull().unique(),
    createdAt: createdAt(),
    expiresAt: moment("expires_at").notNull(),
    usedAt: moment("used_at"),
  },
  (t) => [index("pending_sign_ins_user_id_idx").on(t.userId), ...ownerPolicies()],
);
