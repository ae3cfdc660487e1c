import { parse } from "tldts";
import { insertDomain } from "@/db/queries/identity/admin/domains";
import { findOrganization } from "@/db/queries/identity/organizations";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import { domainConstraints, domainInput } from "./domain-input";
import { canAdminister } from "./policy";

/**
 * Says in one's own name that a domain is an organization's, and how one knows. What analysts verify there can be told to
 * it from now on.
 * @throws Fault invalid for a domain that is another's, and for one under which anybody can have theirs
 */
export const addDomain = command({
  action: "identity.domain.add",
  input: domainInput,
  target: (tx, { organizationId }) => findOrganization(tx, organizationId),
  subject: "organization",
  allow: canAdminister,
  constraints: domainConstraints,
  reason: ({ verification }) => verification,
  run: async ({ tx, target }, { domain, verification }) => {
    const known = parse(domain, { allowPrivateDomains: true });
    if (known.domain === null) throw invalidField("domain", "is a suffix under which anybody can have a domain");
    return { id: await insertDomain(tx, target.id, domain, verification) };
  },
});
