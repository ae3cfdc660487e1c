import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, moment, ownerPolicies } from "@/db/columns";
import { users } from "./users";

/** A key for machines: acts as its user, narrowed by scopes. Shown once, kept as its SHA-256. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: id(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    name: text("name").notNull().default(""),
    prefix: text("prefix").notNull(),
    keyHash: bytea("key_hash").notNull().unique(),
    scopes: text("scopes").array().notNull(),
    expiresAt: moment("expires_at"),
    revokedAt: moment("revoked_at"),
    createdAt: createdAt(),
  },
  (t) => [index("api_keys_user_id_idx").on(t.userId, t.id), ...ownerPolicies()],
);
