import { z } from "zod";

/** A record's id: a positive 32-bit integer. Query and form values arrive as text, so digits are accepted too. */
export const id = () => z.coerce.number({ error: "must be an id" }).int().min(1).max(2_147_483_647);

/** A page size with its bounds. */
export const limit = (most: number, standard: number) => z.coerce.number().int().min(1).max(most).default(standard);

/** A text without surrounding blanks, at most `most` characters long. */
export const text = (most: number) => z.string().trim().max(most);

/** A text that must not be empty. */
export const requiredText = (most: number) => z.string().trim().min(1, "is required").max(most);
