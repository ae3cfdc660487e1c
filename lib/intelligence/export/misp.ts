import { v5 } from "uuid";
import type { Exported, ExportedIdentifier } from "./exported";

const NAMESPACE = "0c6f7d6a-5f0e-4a53-8d63-0d3a6f6b1c27";

interface Attribute {
  uuid: string;
  type: string;
  category: string;
  value: string;
  to_ids: false;
  disable_correlation: boolean;
  comment: string;
  timestamp: string;
  first_seen?: string;
  last_seen?: string;
}

const hashTypes: Record<number, string> = {
  32: "md5",
  40: "sha1",
  56: "sha224",
  64: "sha256",
  96: "sha384",
  128: "sha512",
};
const coins: Record<string, string> = { btc: "btc", dash: "dash", xmr: "xmr" };

/** Type and category of an identifier, of those that MISP's describeTypes has together. */
export function mispType({ kind, normalized, detail }: Pick<ExportedIdentifier, "kind" | "normalized" | "detail">) {
  const of = (type: string, category: string) => ({ type, category });
  if (kind === "email") return of("email", "Social network");
  if (kind === "phone") return of("phone-number", "Person");
  if (kind === "ip") return of("ip-dst", "Network activity");
  if (kind === "domain") return of("domain", "Network activity");
  if (kind === "url") return of("url", "Network activity");
  if (kind === "hash" && hashTypes[normalized.length]) return of(hashTypes[normalized.length]!, "Payload delivery");
  if (kind === "wallet") return of(coins[(detail ?? "").toLowerCase()] ?? "other", "Financial fraud");
  if (kind === "iban") return of("iban", "Financial fraud");
  if (kind === "handle") return of("text", "Social network");
  if (kind === "name") return of("full-name", "Person");
  if (kind === "organization") return of("text", "Attribution");
  return of("text", "Other");
}

const seconds = (moment: Date) => String(Math.floor(moment.getTime() / 1000));

/**
 * Records as an event of MISP (JSON of its core format), unpublished and for the receiving organization alone. `to_ids` is
 * never set: that something was observed is no reason to block it.
 */
export function toMisp(exported: Exported) {
  const { agency, frame, marking, origin } = exported;
  const uuidOf = (record: string) => v5(`${origin}|${record}`, NAMESPACE);
  const attributes: Attribute[] = exported.identifiers.map((identifier) => ({
    uuid: uuidOf(`identifier|${identifier.id}`),
    ...mispType(identifier),
    value: identifier.normalized,
    to_ids: false,
    disable_correlation: false,
    comment: [identifier.kind, identifier.detail, identifier.isValid ? "" : "did not pass its check"]
      .filter(Boolean)
      .join(", "),
    timestamp: seconds(identifier.createdAt),
    ...(identifier.firstSeen && { first_seen: identifier.firstSeen.toISOString() }),
    ...(identifier.lastSeen && { last_seen: identifier.lastSeen.toISOString() }),
  }));
  const written = (record: string, category: string, value: string, comment: string, moment: Date): Attribute => ({
    uuid: uuidOf(record),
    type: "text",
    category,
    value,
    to_ids: false,
    disable_correlation: true,
    comment,
    timestamp: seconds(moment),
  });
  for (const { id, platform, platformUserId, username, displayName } of exported.subjects) {
    const names = [username, displayName].filter(Boolean).join(", ");
    attributes.push(
      written(`subject|${id}`, "Social network", platformUserId, `${platform} ${names}`.trim(), frame.createdAt),
    );
  }
  for (const { id, source, platform, platformContentId, text, postedAt, createdAt } of exported.contents) {
    if (!text) continue;
    const comment = [platform, source, platformContentId, postedAt?.toISOString()].filter(Boolean).join(", ");
    attributes.push(written(`content|${id}`, "Other", text, comment, createdAt));
  }
  return {
    Event: {
      uuid: uuidOf(`${frame.kind}|${frame.id}`),
      info: frame.name,
      date: frame.createdAt.toISOString().slice(0, 10),
      timestamp: seconds(frame.updatedAt),
      published: false,
      analysis: "1",
      threat_level_id: "4",
      distribution: "0",
      Orgc: { name: agency.name, uuid: uuidOf(`organization|${agency.id}`) },
      Tag: [{ name: `tlp:${marking}` }],
      Attribute: attributes,
    },
  };
}
