import { z } from "zod";

/*
 * The rules of STIX 2.1 for the objects that we write: required properties, forms of ids and times, the vocabularies that are
 * closed. Unknown properties are refused, so that a typing error is found here and not by whoever receives the file.
 */
const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
const idOf = (type: string) => z.string().regex(new RegExp(`^${type}--${UUID}$`), `is no id of ${type}`);
const anyId = z.string().regex(new RegExp(`^[a-z][a-z0-9-]+[a-z0-9]--${UUID}$`), "is no id");
const time = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[012])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)\.\d{3}Z$/, "is no time");
const extension = z.looseObject({
  extension_type: z.enum(["new-sdo", "new-sco", "new-sro", "property-extension", "toplevel-property-extension"]),
});
const extensions = z.record(z.string().regex(new RegExp(`^extension-definition--${UUID}$`)), extension);
const marked = { object_marking_refs: z.array(idOf("marking-definition")).min(1).optional() };
const someIds = z.array(anyId).min(1);

const common = (type: string) => ({
  type: z.literal(type),
  spec_version: z.literal("2.1"),
  id: idOf(type),
  created_by_ref: idOf("identity").optional(),
  created: time,
  modified: time,
  ...marked,
});
const domain = (type: string, own: z.ZodRawShape) =>
  z.strictObject({ ...common(type), ...own }).refine((object) => String(object.modified) >= String(object.created), {
    message: "was modified before it was created",
  });
const observable = (type: string, own: z.ZodRawShape) =>
  z.strictObject({ type: z.literal(type), spec_version: z.literal("2.1"), id: idOf(type), ...own, ...marked });
const valued = (type: string) => observable(type, { value: z.string().min(1) });
const hexadecimal = (length: number) =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-fA-F]{${length}}$`))
    .optional();

export const stixSchemas: Record<string, z.ZodType> = {
  identity: domain("identity", {
    name: z.string().min(1),
    identity_class: z.enum(["individual", "group", "system", "organization", "class", "unknown"]),
  }),
  grouping: domain("grouping", {
    name: z.string(),
    description: z.string().optional(),
    context: z.enum(["suspicious-activity", "malware-analysis", "unspecified"]),
    object_refs: someIds,
  }),
  note: domain("note", {
    abstract: z.string().optional(),
    content: z.string().min(1),
    confidence: z.int().min(0).max(100).optional(),
    external_references: z
      .array(z.strictObject({ source_name: z.string().min(1), external_id: z.string().min(1) }))
      .min(1)
      .optional(),
    object_refs: someIds,
  }),
  "observed-data": domain("observed-data", {
    first_observed: time,
    last_observed: time,
    number_observed: z.int().min(1).max(999_999_999),
    object_refs: someIds.refine((ids) => ids.every((id) => !/^(identity|grouping|note|observed-data)--/.test(id)), {
      message: "name what is no observable",
    }),
  }).refine((object: Record<string, unknown>) => String(object.last_observed) >= String(object.first_observed), {
    message: "was last observed before it was first",
  }),
  relationship: domain("relationship", {
    relationship_type: z.string().regex(/^[a-z0-9-]+$/),
    description: z.string().optional(),
    source_ref: anyId,
    target_ref: anyId,
  }),
  "extension-definition": domain("extension-definition", {
    created_by_ref: idOf("identity"),
    name: z.string().min(1),
    description: z.string().optional(),
    schema: z.string().min(1),
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    extension_types: z.array(extension.shape.extension_type).min(1),
  }),
  "marking-definition": z.strictObject({
    type: z.literal("marking-definition"),
    spec_version: z.literal("2.1"),
    id: idOf("marking-definition"),
    created: time,
    name: z.string(),
    extensions,
  }),
  "email-addr": valued("email-addr"),
  "ipv4-addr": valued("ipv4-addr"),
  "ipv6-addr": valued("ipv6-addr"),
  "domain-name": valued("domain-name"),
  url: valued("url"),
  file: observable("file", {
    hashes: z
      .object({
        MD5: hexadecimal(32),
        "SHA-1": hexadecimal(40),
        "SHA-256": hexadecimal(64),
        "SHA-512": hexadecimal(128),
      })
      .catchall(z.string())
      .refine((hashes) => Object.keys(hashes).length > 0, { message: "are none" }),
  }),
  "user-account": observable("user-account", {
    user_id: z.string().optional(),
    account_login: z.string().optional(),
    account_type: z.string().optional(),
    display_name: z.string().optional(),
  }),
  "bank-account": observable("bank-account", { iban: z.string().min(1), extensions }),
  "cryptocurrency-wallet": observable("cryptocurrency-wallet", {
    value: z.string().min(1),
    currency: z.string().optional(),
    extensions,
  }),
  "phone-number": observable("phone-number", { value: z.string().min(1), extensions }),
  "place-name": observable("place-name", { value: z.string().min(1), extensions }),
};

export const bundleSchema = z.strictObject({
  type: z.literal("bundle"),
  id: idOf("bundle"),
  objects: z.array(z.looseObject({ type: z.string(), id: z.string() })).min(1),
});
