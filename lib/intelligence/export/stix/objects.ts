import { isIPv6 } from "node:net";
import type { Exported, ExportedIdentifier, ExportedSubject } from "../exported";
import { declare } from "./extensions";
import { observableId, recordId } from "./ids";
import type { StixObject } from "./object";

const hashNames: Record<number, string> = {
  32: "MD5",
  40: "SHA-1",
  56: "SHA-224",
  64: "SHA-256",
  96: "SHA-384",
  128: "SHA-512",
};

/** An observable: its id follows from the properties that the specification names for its type. */
const observable = (
  type: string,
  contributing: Record<string, unknown>,
  more: Record<string, unknown> = {},
): StixObject => ({
  type,
  spec_version: "2.1",
  id: observableId(type, contributing),
  ...contributing,
  ...more,
});

/** An identifier as STIX has it: an observable, or an identity where it is somebody's name. */
export function identifierObject(exported: Exported, identifier: ExportedIdentifier): StixObject {
  const { kind, normalized, value, detail } = identifier;
  if (kind === "email") return observable("email-addr", { value: normalized });
  if (kind === "ip") return observable(isIPv6(normalized) ? "ipv6-addr" : "ipv4-addr", { value: normalized });
  if (kind === "domain") return observable("domain-name", { value: normalized });
  if (kind === "url") return observable("url", { value: normalized });
  if (kind === "hash") {
    return observable("file", { hashes: { [hashNames[normalized.length] ?? "other-hash"]: normalized } });
  }
  if (kind === "phone")
    return observable("phone-number", { value: normalized }, { extensions: declare("phone-number") });
  if (kind === "iban") return observable("bank-account", { iban: normalized }, { extensions: declare("bank-account") });
  if (kind === "wallet") {
    const extensions = declare("cryptocurrency-wallet");
    return observable(
      "cryptocurrency-wallet",
      { value: normalized },
      { ...(detail && { currency: detail }), extensions },
    );
  }
  if (kind === "handle") return observable("user-account", { account_login: normalized }, { display_name: value });
  if (kind === "name" || kind === "organization") {
    const times = stamp(exported, identifier.createdAt);
    return {
      type: "identity",
      ...times,
      id: recordId("identity", exported, `identifier|${identifier.id}`),
      name: value,
      identity_class: kind === "name" ? "individual" : "organization",
    };
  }
  return observable("place-name", { value: normalized }, { extensions: declare("place-name") });
}

/** A platform's user. */
export function subjectObject({ platform, platformUserId, username, displayName }: ExportedSubject): StixObject {
  const contributing = {
    account_type: platform,
    user_id: platformUserId,
    ...(username && { account_login: username }),
  };
  return observable("user-account", contributing, displayName ? { display_name: displayName } : {});
}

/** What every object has that is not an observable. */
export function stamp(exported: Exported, created: Date, modified = created) {
  return {
    spec_version: "2.1",
    created_by_ref: agencyId(exported),
    created: created.toISOString(),
    modified: (modified < created ? created : modified).toISOString(),
  };
}

export const agencyId = (exported: Exported) => recordId("identity", exported, `organization|${exported.agency.id}`);
