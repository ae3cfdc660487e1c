import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, moment, ownerPolicies } from "@/db/columns";
import { dataKeys } from "@/db/schema/vault/data-keys";
import { users } from "./users";

/**
 * An authenticator app that shows codes (TOTP). Its secret comes here sealed under the data key of its user's
 * organization; the server's role writes it but reads it back through `app.authenticators_of` alone.
 */
export const authenticators = pgTable(
  "authenticators",
  {
    id: id(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    name: text("name").notNull().default(""),
    dataKeyId: integer("data_key_id")
      .notNull()
      .references(() => dataKeys.id),
    secret: bytea("secret").notNull(),
    /** The half minute of the last code that was used: no code of it or before it counts again. */
    lastStep: integer("last_step").notNull().default(0),
    /** Null until its first code was given. */
    confirmedAt: moment("confirmed_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("authenticators_user_id_idx").on(t.userId),
    index("authenticators_data_key_id_idx").on(t.dataKeyId),
    ...ownerPolicies(),
  ],
);
