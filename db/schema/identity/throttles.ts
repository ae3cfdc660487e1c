import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { moment } from "@/db/columns";

/** Failed guesses per account and per address within a window. Reached through `app.throttle` alone. Not audited. */
export const throttles = pgTable(
  "throttles",
  {
    key: text("key").primaryKey(),
    points: integer("points").notNull(),
    expiresAt: moment("expires_at").notNull(),
  },
  (table) => [index("throttles_expires_at_idx").on(table.expiresAt)], // by which what has expired is swept
).enableRLS();
