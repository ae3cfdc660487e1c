import { z } from "zod";
import { id, whole } from "@/lib/kernel/input";

/** 0–5 in steps of a tenth; forms send it as text, an empty one is none. */
const level = z.preprocess(
  (value) => (typeof value === "string" ? (value.trim() === "" ? null : Number(value)) : value),
  z
    .number({ error: "is not a number" })
    .min(0, "is below 0")
    .max(5, "is above 5")
    .transform((value) => Math.round(value * 10) / 10)
    .nullable(),
);

/** All targets of a product at once: what is not named has the next wider one. */
export const targetsInput = z.object({
  product_id: id(),
  /** The product's, which is changed with them. */
  version: whole(1, 2_147_483_647).optional(),
  target_level: level,
  targets: z
    .array(z.object({ section: z.string().max(500), dimension: z.string().max(500).default(""), level }))
    .max(2_000, "are more than 2,000"),
});
