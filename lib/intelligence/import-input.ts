import { id, requiredText, text } from "@/lib/kernel/input";
import { z } from "zod";
import { importFormats } from "./import/formats";
import { isTimeZone } from "./import/local-time";
import { importMapping } from "./import/mapping-input";

const empty = (value: unknown) => (value === "" ? undefined : value);

const timeZone = () =>
  text(60).refine((zone) => zone === "" || isTimeZone(zone), "is no time zone, such as Europe/London");

/** Who supplied a file, and what makes it lawful to have it. */
const importFacts = {
  supplied_by: requiredText(300),
  authority: requiredText(300),
};

/** How a file is to be read, as far as it does not say so itself. */
const importReading = {
  format: z.preprocess(empty, z.enum(importFormats).optional()),
  time_zone: timeZone().default(""),
  mapping: importMapping.default({}),
};

export const addImportInput = z.object({ ...importFacts, ...importReading });
export const startImportInput = z.object({ import_id: id(), ...importReading });

export const updateSourceInput = z.object({
  id: id(),
  name: requiredText(300),
  language: text(2)
    .toLowerCase()
    .refine((code) => /^([a-z]{2})?$/.test(code), "is a code of two letters, such as en"),
  default_region: text(2)
    .toUpperCase()
    .refine((code) => /^([A-Z]{2})?$/.test(code), "is a country's code of two letters, such as GB"),
  time_zone: timeZone(),
  is_active: z.preprocess((value) => value === true || value === "on" || value === "true", z.boolean()),
});
