import type { IconName } from "@/components/ui/icon";
import type { Tone } from "@/components/ui/tone";
import type { CasePriority, CaseStatus } from "@/lib/intelligence/cases/case-words";

/** How states and priorities of cases look. */
export const statusFaces: Record<CaseStatus, { tone: Tone; icon: IconName }> = {
  open: { tone: "info", icon: "circle" },
  in_progress: { tone: "info", icon: "circle-dot" },
  on_hold: { tone: "warning", icon: "hourglass" },
  closed: { tone: "success", icon: "circle-check" },
  archived: { tone: "neutral", icon: "file-archive" },
};

export const priorityFaces: Record<CasePriority, { tone: Tone; icon: IconName }> = {
  low: { tone: "neutral", icon: "flag" },
  medium: { tone: "info", icon: "flag" },
  high: { tone: "warning", icon: "flag" },
  critical: { tone: "danger", icon: "flag" },
};
