import { foreignKey, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, organizationId, ownerPolicies } from "@/db/columns";
import { users } from "./users";

/**
 * Whom a provider knows an account as. Its name for somebody is kept as a digest: it outlives the erasure of a person, so
 * that the same sign-in does not make another account.
 */
export const ssoIdentities = pgTable(
  "sso_identities",
  {
    id: id(),
    organizationId: organizationId(),
    userId: integer("user_id").notNull(),
    issuer: text("issuer").notNull(),
    /** SHA-256 of issuer and subject. */
    subjectHash: bytea("subject_hash").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "sso_identities_user_fk",
      columns: [t.organizationId, t.userId],
      foreignColumns: [users.organizationId, users.id],
    }),
    unique("sso_identities_subject_key").on(t.organizationId, t.subjectHash),
    unique("sso_identities_user_key").on(t.organizationId, t.userId, t.issuer),
    ...ownerPolicies(),
  ],
);
