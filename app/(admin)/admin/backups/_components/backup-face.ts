import type { IconName } from "@/components/ui/icon";
import type { Tone } from "@/components/ui/tone";
import type { Backup } from "@/lib/backup/describe-backup";

type Face = { tone: Tone; icon: IconName; label: string };

/** What can be said of a backup in a word: whether it is one, and whether it is good. */
export function faceOf({ status, removed_at, verification }: Backup): Face {
  if (status === "running") return { tone: "info", icon: "clock", label: "Being made" };
  if (status === "failed") return { tone: "danger", icon: "circle-x", label: "Failed" };
  if (removed_at) return { tone: "neutral", icon: "circle-slash", label: "Removed" };
  if (!verification) return { tone: "warning", icon: "circle-dashed", label: "Not verified" };
  if (verification.status === "failed") return { tone: "danger", icon: "circle-alert", label: "No good" };
  return { tone: "success", icon: "shield-check", label: "Verified" };
}

/** 83500 → "1 min 24 s". */
export function durationOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
