import { index, pgTable } from "drizzle-orm/pg-core";
import { bytea, moment } from "@/db/columns";

/** The digests of challenges that a passkey has answered, until they expire by themselves: none is answered twice. Not audited. */
export const spentChallenges = pgTable(
  "spent_challenges",
  {
    digest: bytea("digest").primaryKey(),
    expiresAt: moment("expires_at").notNull(),
  },
  (t) => [index("spent_challenges_expires_at_idx").on(t.expiresAt)],
).enableRLS();
