import { flag, id, requiredText, text } from "@/lib/kernel/input";
import { z } from "zod";

/** A search as it is typed. */
export const searchText = text(500);

/** A search to come back to. */
export const saveSearchInput = z.object({
  name: requiredText(60),
  q: requiredText(500),
  alerts: flag().default(true),
});

export const savedSearchId = z.object({ id: id() });
