import { z } from "zod";
import { requiredText } from "@/lib/kernel/input";

/** The filters of the explorer's address. */
const names = new Set(["q", "user_id", "organization_id", "action", "table_name", "record_id", "from", "to"]);

/** A view to keep: its name, and the filters as the address spells them. Others in it are left out. */
export const viewInput = z.object({
  name: requiredText(60),
  filters: z
    .string()
    .max(2_000)
    .transform((given) => {
      const query = new URLSearchParams(given);
      const kept = [...query].filter(([name, value]) => value !== "" && names.has(name));
      return new URLSearchParams(kept).toString();
    })
    .refine((filters) => filters !== "", { error: "Set a filter first." }),
});
