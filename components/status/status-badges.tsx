import { StatusBadge } from "../ui/badge";
import type { IconName } from "../ui/icon";
import type { Tone } from "../ui/tone";

interface Face {
  tone: Tone;
  icon: IconName;
  label: string;
}

export type ResponseStatus = "draft" | "submitted" | "approved" | "needs_revision" | "rejected";
export type ProductStatus = "not_started" | "in_progress" | "filled" | "in_review" | "reviewed" | "completed";

/** How the status of a response looks, everywhere. "unanswered" is the absence of one. */
export const responseStatusFace: Record<ResponseStatus | "unanswered", Face> = {
  unanswered: { tone: "neutral", icon: "circle-dashed", label: "Unanswered" },
  draft: { tone: "neutral", icon: "pen", label: "Draft" },
  submitted: { tone: "info", icon: "send", label: "Submitted" },
  approved: { tone: "success", icon: "circle-check", label: "Approved" },
  needs_revision: { tone: "warning", icon: "reopen", label: "Needs revision" },
  rejected: { tone: "danger", icon: "circle-x", label: "Rejected" },
};

/** How the status of a product looks, everywhere. */
export const productStatusFace: Record<ProductStatus, Face> = {
  not_started: { tone: "neutral", icon: "circle-dashed", label: "Not started" },
  in_progress: { tone: "accent", icon: "circle-dot", label: "In progress" },
  filled: { tone: "violet", icon: "list-checks", label: "Filled in" },
  in_review: { tone: "info", icon: "eye", label: "In review" },
  reviewed: { tone: "warning", icon: "clipboard-check", label: "Reviewed" },
  completed: { tone: "success", icon: "circle-check", label: "Completed" },
};

/** The status of a response: hue, icon and word. */
export function ResponseStatusBadge({ status, plain }: { status: ResponseStatus | "unanswered"; plain?: boolean }) {
  return <StatusBadge {...responseStatusFace[status]} plain={plain} />;
}

/** The status of a product: hue, icon and word. */
export function ProductStatusBadge({ status, plain }: { status: ProductStatus; plain?: boolean }) {
  return <StatusBadge {...productStatusFace[status]} plain={plain} />;
}
