import { id } from "@/lib/kernel/input";
import { z } from "zod";

const none = (value: unknown) => (value === "" ? undefined : value);

/** Days since messages were posted, or brought in where that is not known. */
export const ageInput = z.coerce.number().int().min(30, "should be 30 days at least").max(36_500);

/** Which messages are archived: of an agency, or of one of its sources; without either, of all. */
export const archiveOrder = z.object({
  organization_id: z.preprocess(none, id().optional()),
  source_id: z.preprocess(none, id().optional()),
  older_than: ageInput,
});

export const archiveInput = z.object({ archive_id: id() });
