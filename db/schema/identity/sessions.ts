import { boolean, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, moment, ownerPolicies } from "@/db/columns";
import { users } from "./users";

export const factors = ["app", "passkey", "recovery", "provider"] as const;
/** What shows who somebody is, beside a password: a code of an app, a passkey, a recovery code, or another's word. */
export type Factor = (typeof factors)[number];

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
    /** When its person last showed who it is: by signing in, or asked once more before something sensitive. */
    provenAt: moment("proven_at").notNull().defaultNow(),
    /** By what, beside the password; null: by the password alone. */
    factor: text("factor", { enum: factors }),
    /** The account must have a second factor and has none: until it has, nothing else is open. */
    factorDue: boolean("factor_due").notNull().default(false),
    endedAt: moment("ended_at"),
    endedReason: text("ended_reason"),
  },
  (t) => [index("sessions_user_id_idx").on(t.userId, t.id), ...ownerPolicies()],
);
