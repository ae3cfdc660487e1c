import { pgPolicy, pgTable, text } from "drizzle-orm/pg-core";
import { appRole, createdAt, id, seesAll } from "@/db/columns";

/** An installation of the original system that moved in, under the name of the file that was read first. */
export const legacyOrigins = pgTable(
  "legacy_origins",
  { id: id(), file: text("file").notNull(), createdAt: createdAt() },
  () => [pgPolicy("all", { for: "all", to: appRole, using: seesAll, withCheck: seesAll })],
);
