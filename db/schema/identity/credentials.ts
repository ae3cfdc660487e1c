import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { id, moment, ownerPolicies } from "@/db/columns";
import { users } from "./users";

/** Password hashes (argon2id, PHC string). The server's role may write its own but never read a hash back. */
export const credentials = pgTable(
  "credentials",
  {
    id: id(),
    userId: integer("user_id")
      .notNull()
      .unique()
      .references(() => users.id),
    passwordHash: text("password_hash").notNull(),
    changedAt: moment("changed_at").notNull().defaultNow(),
  },
  () => ownerPolicies(),
);
