import { index, integer, pgTable, unique } from "drizzle-orm/pg-core";
import { id, moment, ownerPolicies } from "@/db/columns";
import { users } from "@/db/schema/identity/users";

/** Up to which comment a user has read a thread: a response's, or the product's own (`responseId` 0). Not audited. */
export const threadReads = pgTable(
  "thread_reads",
  {
    id: id(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    productId: integer("product_id").notNull(),
    responseId: integer("response_id").notNull().default(0),
    lastCommentId: integer("last_comment_id").notNull(),
    readAt: moment("read_at").notNull().defaultNow(),
  },
  (t) => [
    unique("thread_reads_user_id_product_id_response_id_key").on(t.userId, t.productId, t.responseId),
    index("thread_reads_product_id_idx").on(t.productId),
    ...ownerPolicies(),
  ],
);
