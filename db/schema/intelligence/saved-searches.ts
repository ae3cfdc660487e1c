import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgPolicy,
  pgTable,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { appRole, createdAt, id, isActor, isJob, moment, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";

/**
 * A search that somebody comes back to, and is told of when messages come in that it finds. `checkedId` is the newest
 * message that was looked at for it, `fresh` how many of those since its owner last opened it it found, at most a hundred.
 */
export const savedSearches = pgTable(
  "saved_searches",
  {
    id: id(),
    organizationId: organizationId(),
    userId: integer("user_id").notNull(),
    name: text("name").notNull(),
    /** As it was typed. */
    query: text("query").notNull(),
    alerts: boolean("alerts").notNull().default(true),
    checkedId: bigint("checked_id", { mode: "number" }).notNull().default(0),
    fresh: integer("fresh").notNull().default(0),
    seenAt: moment("seen_at").notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("saved_searches_user_id_name_key").on(t.userId, t.name),
    foreignKey({
      name: "saved_searches_user_fk",
      columns: [t.organizationId, t.userId],
      foreignColumns: [users.organizationId, users.id],
    }),
    index("saved_searches_user_idx").on(t.organizationId, t.userId),
    check("saved_searches_fresh_check", sql`${t.fresh} between 0 and 100`),
    check("saved_searches_query_check", sql`length(${t.query}) between 1 and 500`),
    pgPolicy("own", {
      for: "all",
      to: appRole,
      using: sql`${isJob} or ${isActor("user_id")}`,
      withCheck: sql`${isJob} or ${isActor("user_id")}`,
    }),
  ],
);
