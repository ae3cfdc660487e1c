import { commonId } from "./ids";
import type { StixObject } from "./object";

/** When these definitions were first made, whatever installation writes them. */
const MADE = "2026-11-22T00:00:00.000Z";

/** Who defines them: this software, not an agency. */
const author: StixObject = {
  type: "identity",
  spec_version: "2.1",
  id: commonId("identity", "author of extensions"),
  created: MADE,
  modified: MADE,
  name: "SecureSphere",
  identity_class: "system",
};

/** Observables that STIX 2.1 has no type for. Names and properties are those that other platforms know them by. */
const own = {
  "bank-account":
    "A bank account by its IBAN. Properties: iban (string, required), the normalized IBAN; contributes to the id.",
  "cryptocurrency-wallet":
    "An address of a cryptocurrency. Properties: value (string, required), the address; contributes to the id. currency (string, optional), the coin's symbol.",
  "phone-number": "A telephone number. Properties: value (string, required), in E.164 form; contributes to the id.",
  "place-name": "The name of a place as it was written. Properties: value (string, required); contributes to the id.",
} as const;
export type OwnType = keyof typeof own;

const extensionId = (type: OwnType) => commonId("extension-definition", type);

/** What makes an observable of a type of ours a valid one. */
export const declare = (type: OwnType) => ({ [extensionId(type)]: { extension_type: "new-sco" } });

const isOwn = (type: string): type is OwnType => Object.hasOwn(own, type);

/** The definitions that these objects need, with who defines them. */
export function extensionsFor(objects: readonly StixObject[]): StixObject[] {
  const used = [...new Set(objects.map(({ type }) => type))].filter(isOwn).sort();
  if (used.length === 0) return [];
  const definitions = used.map((type) => ({
    type: "extension-definition",
    spec_version: "2.1",
    id: extensionId(type),
    created_by_ref: author.id,
    created: MADE,
    modified: MADE,
    name: `Observable: ${type}`,
    description: own[type],
    schema: own[type],
    version: "1.0.0",
    extension_types: ["new-sco"],
  }));
  return [author, ...definitions];
}
