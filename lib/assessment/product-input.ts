import { z } from "zod";
import { id, requiredText, text, whole } from "@/lib/kernel/input";

/** An address people can follow; nothing else may become a link. */
const webAddress = text(500).refine((value) => value === "" || isWebAddress(value), {
  error: "is not an address that starts with https:// or http://",
});

function isWebAddress(value: string) {
  return /^https?:\/\//i.test(value) && URL.canParse(value);
}

/** 0–5 in steps of a tenth; forms send it as text, an empty one is none. */
const targetLevel = z.preprocess(
  (value) => (typeof value === "string" ? (value.trim() === "" ? null : Number(value)) : value),
  z
    .number({ error: "is not a number" })
    .min(0, "is below 0")
    .max(5, "is above 5")
    .transform((level) => Math.round(level * 10) / 10)
    .nullable(),
);

/** What is typed about a product, in API names. */
const productFields = {
  name: requiredText(200),
  description: text(5_000),
  url: webAddress,
  language: text(100),
  cloud_platform: text(100),
  cicd_platform: text(100),
  target_level: targetLevel,
};

export const newProductInput = z.object({
  name: productFields.name,
  description: productFields.description.default(""),
  url: productFields.url.default(""),
  language: productFields.language.default(""),
  cloud_platform: productFields.cloud_platform.default(""),
  cicd_platform: productFields.cicd_platform.default(""),
  target_level: productFields.target_level.default(null),
  organization_id: id().optional(),
  owner_id: id().optional(),
  /** Users who write into the owner's answer set. */
  member_ids: z.array(id()).max(200, "are more than 200").default([]),
  questionnaire_version_id: id().optional(),
});

/** Only what is given changes. */
export const productChangesInput = z.object({
  product_id: id(),
  version: whole(1, 2_147_483_647).optional(),
  name: productFields.name.optional(),
  description: productFields.description.optional(),
  url: productFields.url.optional(),
  language: productFields.language.optional(),
  cloud_platform: productFields.cloud_platform.optional(),
  cicd_platform: productFields.cicd_platform.optional(),
  target_level: productFields.target_level.optional(),
  owner_id: id().optional(),
});

/** What two products of one organization cannot share, and who may own one. */
export const productConstraints = {
  products_organization_id_name_key: {
    path: "name",
    message: "is the name of another product of this organization, perhaps an archived one",
  },
  products_owner_fk: { path: "owner_id", message: "is not a user of the product's organization" },
  product_members_user_fk: { path: "member_ids", message: "names someone outside the product's organization" },
  answer_sets_product_id_user_id_key: {
    path: "owner_id",
    message: "has answers of its own on this product and cannot take over another's",
  },
};
