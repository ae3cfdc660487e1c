import { sql } from "drizzle-orm";
import { pgPolicy, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { appRole, id, moment, seesAll } from "@/db/columns";

/** What was wrong with the service, from when to when. Superusers are told once, when it begins. */
export const incidents = pgTable(
  "incidents",
  {
    id: id(),
    /** What the alarm watches: `database_size`. */
    kind: text("kind").notNull(),
    subject: text("subject").notNull(),
    detail: text("detail").notNull().default(""),
    openedAt: moment("opened_at").notNull().defaultNow(),
    closedAt: moment("closed_at"),
  },
  (t) => [
    uniqueIndex("incidents_open_key")
      .on(t.kind)
      .where(sql`${t.closedAt} is null`),
    pgPolicy("superuser", { for: "all", to: appRole, using: seesAll, withCheck: seesAll }),
  ],
);
