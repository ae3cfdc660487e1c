import { integer, pgTable, unique } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, moment, ownerPolicies } from "@/db/columns";
import { users } from "./users";

/** What lets somebody in who has lost every other second factor: each works once. Kept as its SHA-256 (79 random bits). */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    id: id(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    codeHash: bytea("code_hash").notNull(),
    usedAt: moment("used_at"),
    createdAt: createdAt(),
  },
  (t) => [unique("recovery_codes_user_id_code_hash_key").on(t.userId, t.codeHash), ...ownerPolicies()],
);
