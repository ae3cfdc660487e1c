import type { Platform } from "@/db/schema/intelligence/sources";

const PLATFORMS: Record<string, Platform> = {
  ...{ telegram: "telegram", instagram: "instagram", whatsapp: "whatsapp" },
  ...{ web: "web", website: "web", forum: "web", dark_web: "web", news: "web" },
};

/** A platform as it is called here; those that have no name of their own here keep theirs before every id. */
export function platformOf(word: string): { platform: Platform; prefix: string } {
  const platform = PLATFORMS[word] ?? "other";
  const keeps = platform === "other" && word !== "" && !["other", "unknown"].includes(word);
  return { platform, prefix: keeps ? `${word}:` : "" };
}

/** An account's id as exports of the platform write it, so that what is brought in later is by the same account. */
export const accountId = (platform: Platform, id: string) =>
  platform === "telegram" && /^\d+$/.test(id) ? `user${id}` : id;
