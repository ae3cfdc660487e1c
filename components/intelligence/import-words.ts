import type { IconName } from "@/components/ui/icon";
import type { Tone } from "@/components/ui/tone";
import type { ColumnRole } from "@/lib/intelligence/import/formats";

/** What the formats, columns and states of imports are called. */
export const formatNames: Record<string, string> = {
  telegram: "Telegram export",
  instagram: "Instagram data export",
  whatsapp: "WhatsApp chat",
  csv: "Table (CSV)",
  jsonl: "JSON records",
};

export const orderNames: Record<string, string> = {
  dmy: "31/12/2026: day, month, year",
  mdy: "12/31/2026: month, day, year",
  ymd: "2026/12/31: year, month, day",
};

export const columnNames: Record<ColumnRole, string> = {
  text: "Text",
  id: "Message id",
  posted_at: "Time",
  author: "Author’s name",
  author_id: "Author’s id",
  username: "User name",
  chat: "Chat",
  chat_id: "Chat’s id",
  reply_to: "Answers to",
};

export const contentTypeNames: Record<string, string> = {
  text: "No text",
  image: "Image",
  video: "Video",
  audio: "Audio",
  document: "Document",
  service: "Service message",
  other: "Other",
};

export const importStatusWords: Record<string, { label: string; tone: Tone; icon: IconName }> = {
  waiting: { label: "To be looked over", tone: "warning", icon: "eye" },
  queued: { label: "Queued", tone: "neutral", icon: "clock" },
  running: { label: "Under way", tone: "info", icon: "activity" },
  done: { label: "Done", tone: "success", icon: "circle-check" },
  failed: { label: "Failed", tone: "danger", icon: "circle-alert" },
  cancelled: { label: "Stopped", tone: "neutral", icon: "circle-slash" },
};
