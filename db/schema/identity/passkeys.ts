import { bigint, boolean, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, moment, ownerPolicies } from "@/db/columns";
import { users } from "./users";

/** A passkey (WebAuthn): what is kept here is public and works for nobody who lacks the device. */
export const passkeys = pgTable(
  "passkeys",
  {
    id: id(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    name: text("name").notNull().default(""),
    credentialId: text("credential_id").notNull().unique(),
    publicKey: bytea("public_key").notNull(),
    /** How often it was used, where it counts; one that goes back was copied. */
    counter: bigint("counter", { mode: "number" }).notNull().default(0),
    transports: text("transports").array().notNull(),
    /** Whether it lives on more than one device. */
    isBackedUp: boolean("is_backed_up").notNull().default(false),
    createdAt: createdAt(),
    lastUsedAt: moment("last_used_at"),
  },
  (t) => [index("passkeys_user_id_idx").on(t.userId), ...ownerPolicies()],
);
