import { index, integer, json, pgTable, text, unique } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, ownerPolicies } from "@/db/columns";
import { users } from "@/db/schema/identity/users";

/** The answer given to the first request with an `Idempotency-Key`, written in the transaction of its effect. Not audited. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    id: id(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    key: text("key").notNull(),
    action: text("action").notNull(),
    bodyHash: bytea("body_hash").notNull(),
    /** As text, so that a retry gets the very bytes of the first answer. */
    response: json("response"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("idempotency_keys_user_id_action_key_key").on(t.userId, t.action, t.key),
    index("idempotency_keys_created_at_idx").on(t.createdAt),
    ...ownerPolicies(),
  ],
);
