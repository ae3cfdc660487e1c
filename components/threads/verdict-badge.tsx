import { responseStatusFace } from "../status/status-badges";
import { StatusBadge } from "../ui/badge";
import type { ThreadMessage } from "./types";

const faces = {
  ...responseStatusFace,
  reopened: { tone: "violet", icon: "unlock", label: "Reopened" },
  withdrawn: { tone: "neutral", icon: "undo", label: "Verdict taken back" },
} as const;

/** What a review said: hue, icon and word. */
export function VerdictBadge({ status, plain }: { status: NonNullable<ThreadMessage["status"]>; plain?: boolean }) {
  return <StatusBadge {...faces[status]} plain={plain} />;
}
