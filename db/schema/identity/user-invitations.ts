import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, moment, organizationId, tenantPolicies } from "@/db/columns";
import { users } from "./users";

/** An invitation by e-mail link: single use, expiring. */
export const userInvitations = pgTable(
  "user_invitations",
  {
    id: id(),
    organizationId: organizationId(),
    email: text("email").notNull(),
    role: text("role").notNull(),
    tokenHash: bytea("token_hash").notNull().unique(),
    inviterId: integer("inviter_id").references(() => users.id),
    expiresAt: moment("expires_at").notNull(),
    acceptedAt: moment("accepted_at"),
    acceptedUserId: integer("accepted_user_id").references(() => users.id),
    revokedAt: moment("revoked_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("user_invitations_organization_id_idx").on(t.organizationId, t.id),
    index("user_invitations_inviter_id_idx").on(t.inviterId),
    index("user_invitations_accepted_user_id_idx").on(t.acceptedUserId),
    check("user_invitations_role_check", sql`${t.role} in ('client', 'lead', 'analyst', 'superuser')`),
    ...tenantPolicies(),
  ],
);
