/*
 * What imports are made of, known to readers, forms and screens alike; nothing here needs a server.
 */

/** The formats that are read. */
export const importFormats = ["telegram", "instagram", "whatsapp", "csv", "jsonl"] as const;
export type ImportFormat = (typeof importFormats)[number];

export const platforms = ["telegram", "instagram", "whatsapp", "web", "other"] as const;
export type Platform = (typeof platforms)[number];

export const dateOrders = ["dmy", "mdy", "ymd"] as const;
/** Which of a date's numbers is the day. */
export type DateOrder = (typeof dateOrders)[number];

/** What a column can be. `text` must be; everything else helps. */
export const columnRoles = [
  "text",
  "id",
  "posted_at",
  "author",
  "author_id",
  "username",
  "chat",
  "chat_id",
  "reply_to",
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** For `accept` of a file input. */
export const importExtensions = ".json,.jsonl,.ndjson,.csv,.tsv,.txt,.zip";
