import { actionStatusWords } from "@/lib/assessment/action-words";
import { StatusBadge } from "../ui/badge";
import type { IconName } from "../ui/icon";
import type { Tone } from "../ui/tone";

type ActionStatus = keyof typeof actionStatusWords;

/** How the status of an action looks, everywhere. */
export const actionStatusFace: Record<ActionStatus, { tone: Tone; icon: IconName }> = {
  open: { tone: "neutral", icon: "circle-dashed" },
  in_progress: { tone: "info", icon: "circle-dot" },
  done: { tone: "success", icon: "circle-check" },
  dropped: { tone: "neutral", icon: "circle-slash" },
};

/** The status of an action: hue, icon and word. */
export function ActionStatusBadge({ status, plain }: { status: ActionStatus; plain?: boolean }) {
  return <StatusBadge {...actionStatusFace[status]} label={actionStatusWords[status]} plain={plain} />;
}
