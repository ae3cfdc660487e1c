import { columnRoles, dateOrders, importFormats } from "@/lib/intelligence/import/formats";
import type { ImportMapping } from "@/lib/intelligence/import/mapping-input";
import { importMapping } from "@/lib/intelligence/import/mapping-input";

export type Search = Promise<Record<string, string | undefined>>;

/** How a file is to be read. */
export interface Reading {
  format: (typeof importFormats)[number];
  time_zone: string;
  mapping: ImportMapping;
}

/** What the address says of how a file is read, where it says anything; else what is stored. */
export function readingIn(
  search: Record<string, string | undefined>,
  stored: { format: string; time_zone: string; mapping: ImportMapping },
): Reading {
  const formatOf = (value: string | undefined) => importFormats.find((each) => each === value);
  const format = formatOf(search.format) ?? formatOf(stored.format) ?? "telegram";
  // Without the form's own mark nothing of it was sent: this is the first look.
  if (search.look === undefined) return { format, time_zone: stored.time_zone, mapping: stored.mapping };
  const columns = Object.fromEntries(columnRoles.flatMap((role) => (search[role] ? [[role, search[role]]] : [])));
  const order = dateOrders.find((each) => each === search.date_order);
  const mapping = importMapping.safeParse({
    ...(search.platform && { platform: search.platform }),
    ...(search.chat_name && { chat: search.chat_name }),
    ...(search.delimiter && { delimiter: search.delimiter }),
    ...(order && { date_order: order }),
    ...(columns.text && { columns }),
  });
  return { format, time_zone: search.zone ?? "", mapping: mapping.success ? mapping.data : {} };
}
