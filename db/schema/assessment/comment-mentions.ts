import { foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, organizationId, tenantPolicies } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { leadComments } from "./lead-comments";

/** Whom an `@handle` in a message means, whatever that person's user name becomes later. */
export const commentMentions = pgTable(
  "comment_mentions",
  {
    id: id(),
    organizationId: organizationId(),
    productId: integer("product_id").notNull(),
    commentId: integer("comment_id").notNull(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    /** As it stands in the message, in lower case and without the `@`. */
    handle: text("handle").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("comment_mentions_comment_id_user_id_key").on(t.commentId, t.userId),
    foreignKey({
      name: "comment_mentions_comment_fk",
      columns: [t.organizationId, t.productId, t.commentId],
      foreignColumns: [leadComments.organizationId, leadComments.productId, leadComments.id],
    }),
    index("comment_mentions_comment_idx").on(t.organizationId, t.productId, t.commentId),
    index("comment_mentions_user_id_idx").on(t.userId),
    ...tenantPolicies(),
  ],
);
