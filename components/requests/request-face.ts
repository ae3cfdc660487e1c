import type { EvidenceRequest } from "@/lib/assessment/evidence-request";
import type { IconName } from "../ui/icon";
import type { Tone } from "../ui/tone";

type Face = { tone: Tone; icon: IconName; label: string };

const closed: Record<Exclude<EvidenceRequest["status"], "open">, Face> = {
  fulfilled: { tone: "success", icon: "circle-check", label: "Evidence added" },
  answered: { tone: "success", icon: "circle-check", label: "Answered" },
  declined: { tone: "danger", icon: "circle-x", label: "Declined" },
  withdrawn: { tone: "neutral", icon: "circle-slash", label: "Withdrawn" },
};

/** How a request stands, as hue, icon and word. */
export const requestFace = ({ kind, status }: Pick<EvidenceRequest, "kind" | "status">): Face => {
  if (status !== "open") return closed[status];
  return kind === "request"
    ? { tone: "warning", icon: "paperclip", label: "Evidence requested" }
    : { tone: "info", icon: "help", label: "What would satisfy?" };
};
