import { z } from "zod";
import { flag, id, requiredText, text, whole } from "@/lib/kernel/input";
import { domainName } from "../domain-name";

/*
 * What the form about single sign-on sends. This file knows no server, so that screens check what is typed by it too.
 */

/** Several in one field, separated by commas or lines. */
const several = (item: z.ZodType<string>, most: number) =>
  z.preprocess(
    (value) => (typeof value === "string" ? value.split(/[,\n]/).flatMap((part) => part.trim() || []) : value),
    z.array(item).max(most, `at most ${most}`),
  );

const domain = domainName("should be mail domains like example.com");

/** As it stands in addresses: `/sign-in/sso/acme`. */
export const slugInput = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{1,62}$/, "should be 2 to 63 small letters, digits or dashes");

const issuer = z
  .string()
  .trim()
  .max(500)
  .refine((value) => {
    if (!URL.canParse(value)) return false;
    const { protocol, search, hash, username } = new URL(value);
    return /^https?:$/.test(protocol) && !search && !hash && !username;
  }, "should be an address like https://login.example.com");

const claimValue = z.string().max(200);
const ssoRole = z.enum(["client", "lead"]);

export const issuerInput = z.object({ organizationId: id(), issuer });

export const ssoInput = z.object({
  organizationId: id(),
  /** 0: none is set up yet. */
  version: whole(0, 2_147_483_646),
  slug: slugInput,
  issuer,
  clientId: requiredText(300),
  /** Empty keeps the one there is. */
  clientSecret: text(1000).default(""),
  domains: several(domain, 50).refine((list) => list.length > 0, "is required"),
  roleClaim: text(200).default(""),
  clientValues: several(claimValue, 100),
  leadValues: several(claimValue, 100),
  fallbackRole: z.preprocess((value) => value || null, ssoRole.nullable()),
  factorValues: several(claimValue, 20),
  justInTime: flag(),
  isOnly: flag(),
  isEnabled: flag(),
});

/** What a caller breaks by taking a name or a domain that is in use. */
export const ssoConstraints = {
  sso_providers_slug_unique: { path: "slug", message: "Another organization has this name in its address." },
  sso_domains_domain_key: { path: "domains", message: "One of these domains is another organization's." },
};
