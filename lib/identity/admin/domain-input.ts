import { z } from "zod";
import { id, requiredText } from "@/lib/kernel/input";
import { domainName } from "../domain-name";

/*
 * What the form about an organization's domains sends. This file knows no server, so that screens check what is typed by it
 * too.
 */
export const domainInput = z.object({
  organizationId: id(),
  domain: z.preprocess(
    (value) => (typeof value === "string" ? value.trim().replace(/^www\.(?=.+\.)/i, "") : value),
    domainName("should be a domain like example.com"),
  ),
  verification: requiredText(300),
});
export const domainRemovalInput = z.object({ domainId: id() });

export const domainConstraints = {
  organization_domains_domain_key: { path: "domain", message: "This domain is an organization's already." },
};
