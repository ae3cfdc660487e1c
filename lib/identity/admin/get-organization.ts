import { z } from "zod";
import { findAssignments } from "@/db/queries/identity/admin/assignments";
import { listDomains } from "@/db/queries/identity/admin/domains";
import { findOrganizationSummary } from "@/db/queries/identity/admin/organizations";
import { requirementStands } from "@/db/queries/identity/factor-requirements";
import { findUsers } from "@/db/queries/identity/admin/users";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canAdminister } from "./policy";

/** How many of its people an organization's page shows; the rest are behind a link. */
const SHOWN = 25;
const MOST_LEADS = 200;

/** One organization with its leads and domains, and the first of its people. */
export const getOrganization = query({
  action: "identity.organization.get",
  input: z.object({ organizationId: id() }),
  target: (tx, { organizationId }) => findOrganizationSummary(tx, organizationId),
  subject: "organization",
  allow: canAdminister,
  run: async ({ tx, target }) => ({
    ...target,
    requiresFactor: await requirementStands(tx, { organizationId: target.id }),
    assignments: await findAssignments(tx, { organizationId: target.id, limit: MOST_LEADS }),
    domains: await listDomains(tx, target.id),
    firstUsers: await findUsers(tx, { organizationId: target.id, limit: SHOWN }),
  }),
});
