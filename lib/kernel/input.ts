import { z } from "zod";
import { Fault } from "./fault";

// Forms check what is typed by these schemas too, on pages whose policy forbids making code from text: not even to be tried.
if ("window" in globalThis) z.config({ jitless: true });

const digits = (value: unknown) => (typeof value === "string" && /^-?\d{1,10}$/.test(value) ? Number(value) : value);

/** A whole number with its bounds; forms, paths and queries write it as digits. */
export const whole = (least: number, most: number) =>
  z.preprocess(digits, z.int({ error: "must be a whole number" }).min(least).max(most));

/** A record's id: a positive 32-bit integer. */
export const id = () => whole(1, 2_147_483_647);

/** A page size with its bounds. */
export const limit = (most: number, standard: number) => whole(1, most).default(standard);

/** A text without surrounding blanks, at most `most` characters long. */
export const text = (most: number) => z.string().trim().max(most);

/** A text that must not be empty. */
export const requiredText = (most: number) => z.string().trim().min(1, "is required").max(most);

/** A day as ISO 8601 writes it; null, and the empty text of forms, is none. */
export const day = () =>
  z.preprocess(
    (value) => (value === "" ? null : value),
    z.iso
      .date("is not a day (YYYY-MM-DD)")
      .refine((value) => value >= "2000-01-01", "is too long ago")
      .nullable(),
  );

/** Yes or no; forms and queries say it as text. */
export const flag = () =>
  z.preprocess((value) => (typeof value === "string" ? (words.get(value.toLowerCase()) ?? value) : value), z.boolean());

const words = new Map([
  ["true", true],
  ["1", true],
  ["on", true],
  ["yes", true],
  ["false", false],
  ["0", false],
  ["off", false],
  ["no", false],
  ["", false],
]);

/**
 * Checks input against its schema.
 * @throws Fault invalid, naming every field
 */
export function parse<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  const first = fields[0];
  const detail = first ? `${first.path ? `${first.path}: ` : ""}${first.message}` : "The input is not valid.";
  throw new Fault("invalid", detail, { fields });
}
