import { daysUntil } from "@/lib/kernel/today";

/** Days before it expires that a file is said to expire soon. */
export const SOON_DAYS = 30;

/** Whether a file still proves anything: `expired` from the day after its last, `soon` in the month before. */
export function expiryOf(expiresOn: string | null | undefined, now = new Date()): "expired" | "soon" | "valid" {
  if (!expiresOn) return "valid";
  const days = daysUntil(expiresOn, now);
  return days < 0 ? "expired" : days <= SOON_DAYS ? "soon" : "valid";
}
