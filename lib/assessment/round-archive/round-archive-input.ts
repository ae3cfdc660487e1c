import { id } from "@/lib/kernel/input";
import { z } from "zod";

/** A round of a product. */
export const roundInput = z.object({ product_id: id(), round: z.coerce.number().int().min(1).max(2_147_483_647) });

/** Days that lie between the close of a round and its archiving. */
export const ageInput = z.coerce.number().int().min(1).max(36_500);
