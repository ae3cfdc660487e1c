import { findDomain, removeDomainRow } from "@/db/queries/identity/admin/domains";
import { command } from "@/lib/kernel/command";
import { domainRemovalInput } from "./domain-input";
import { canAdminister } from "./policy";

/** A domain is an organization's no more: what was told of it stays, nothing further is. */
export const removeDomain = command({
  action: "identity.domain.remove",
  input: domainRemovalInput,
  target: (tx, { domainId }) => findDomain(tx, domainId),
  subject: "domain",
  allow: canAdminister,
  run: async ({ tx, target }) => void (await removeDomainRow(tx, target.id)),
});
