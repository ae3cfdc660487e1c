import type { SsoRefusal } from "@/lib/identity/sso/refusal";

/** Why a single sign-on did not work, for whoever tried. */
const words: Record<SsoRefusal | "unknown", string> = {
  expired: "This sign-in took too long, was begun in another browser, or was used before. Begin again.",
  denied: "Your organization's sign-in said no, or you stopped it.",
  invalid:
    "What your organization's sign-in sent could not be believed. Try again; if it stays so, tell your superuser.",
  away: "Your organization's sign-in does not answer. Try again in a moment.",
  throttled: "Too many attempts from your network. Wait a quarter of an hour.",
  email:
    "Your organization's sign-in does not vouch for an e-mail address of yours, so it is not known who you are here.",
  domain: "Your e-mail address is not of a domain that this organization signs in with.",
  account: "There is no account for you in this organization. Ask for an invitation.",
  linked: "Your account here belongs to somebody else in your organization's sign-in. Tell your superuser.",
  closed: "This account is closed.",
  protected: "This account signs in with its password.",
  role: "Your organization's sign-in gives you no role here. Ask the people who run it.",
  unknown: "There is no single sign-on at this address.",
};

export const ssoRefusals = new Map<string, string>(Object.entries(words));
