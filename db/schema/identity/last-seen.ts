import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { moment, sharedPolicies } from "@/db/columns";

/** When a session or key was last used; written in batches, so that requests cost no write. Not audited. */
export const lastSeen = pgTable(
  "last_seen",
  {
    kind: text("kind", { enum: ["session", "key"] }).notNull(),
    recordId: integer("record_id").notNull(),
    seenAt: moment("seen_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.recordId] }), ...sharedPolicies()],
);
