import { z } from "zod";
import type { OsintEntry } from "./connector";

/** A row of SpiderFoot's JSON export, as scanexportjsonmulti writes it. */
const row = z.object({
  data: z.string(),
  event_type: z.string().min(1),
  module: z.string().default(""),
  source_data: z.string().default(""),
  false_positive: z.union([z.number(), z.boolean()]).default(0),
  last_seen: z.string().default(""),
});

/** Kinds of identifiers by SpiderFoot's event types; also those that say something of one (hacked, malicious, affiliate). */
const kinds: [pattern: RegExp, kind: NonNullable<OsintEntry["kind"]>][] = [
  [/EMAILADDR/, "email"],
  [/PHONE_NUMBER$/, "phone"],
  [/PHONE_NUMBER_COMPROMISED/, "phone"],
  [/IPV6_ADDRESS|(^|_)IPADDR$|^IP_ADDRESS|INTERNAL_IP_ADDRESS/, "ip"],
  [/^(LINKED_URL|URL_)/, "url"],
  [/(_|^)(DARKNET_MENTION_URL|LEAKSITE_URL)$/, "url"],
  [/(INTERNET_NAME|DOMAIN_NAME)(_PARENT|_UNRESOLVED)?$|^SIMILARDOMAIN$|^CO_HOSTED_SITE(_DOMAIN)?$/, "domain"],
  [/^HASH$/, "hash"],
  [/(BITCOIN|ETHEREUM)_ADDRESS$/, "wallet"],
  [/^IBAN_NUMBER$/, "iban"],
  [/^USERNAME$/, "handle"],
  [/^HUMAN_NAME$/, "name"],
  [/COMPANY_NAME$/, "organization"],
  [/^(COUNTRY_NAME|PHYSICAL_ADDRESS)$/, "location"],
];
const MOST_TEXT = 4_000;

/** What descriptors add to a value: `203.0.113.9 [blocklist.example]`. */
const withoutRemark = (value: string) => value.replace(/\s*[[<(][\s\S]*$/, "").trim();

/**
 * A row of the export as an entry; null for one that somebody marked as a false positive.
 * @throws Error that says what is wrong with it
 */
export function readEvent(raw: unknown): OsintEntry | null {
  const parsed = row.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${issue!.path.join(".") || "the record"}: ${issue!.message}`);
  }
  const { data, event_type: type, module, source_data, false_positive, last_seen } = parsed.data;
  if (Number(false_positive) === 1) return null;
  const kind = kinds.find(([pattern]) => pattern.test(type))?.[1] ?? null;
  const text = data.replaceAll(/<\/?SFURL>/g, "").trim();
  const value = kind && kind !== "name" && kind !== "organization" && kind !== "location" ? withoutRemark(text) : text;
  return {
    source: module || "SpiderFoot",
    type,
    kind,
    value: (value || text).slice(0, MOST_TEXT),
    detail: [text === value ? "" : text, source_data && `from ${source_data}`]
      .filter(Boolean)
      .join("; ")
      .slice(0, MOST_TEXT),
    seenAt: last_seen || null,
    confidence: null,
  };
}
