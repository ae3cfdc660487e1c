import type { Actor, Scope } from "@/lib/kernel/actor";

const words: Record<Scope, string> = {
  "responses:read": "Read answers",
  "responses:write": "Save answers",
  "scores:read": "Read scores",
  "comments:read": "Read threads and notifications",
  "comments:write": "Write in threads",
  "products:read": "Read products",
  "products:write": "Change products",
  "audit:read": "Read the audit trail",
  "stats:read": "Read health and figures",
  "backups:write": "Make backups",
  "intelligence:read": "Read intelligence",
  "intelligence:write": "Change intelligence",
};

const others: Partial<Record<Actor["role"], RegExp>> = {
  superuser: /^(audit|stats|backups)/,
  analyst: /^intelligence/,
};

/** What a key of this role can be of use for, in words: a key never may more than its user. */
export function scopesFor(role: Actor["role"]): { scope: Scope; words: string }[] {
  return (Object.keys(words) as Scope[])
    .filter((scope) => !/^(audit|stats|backups|intelligence)/.test(scope) || others[role]?.test(scope))
    .map((scope) => ({ scope, words: words[scope] }));
}
