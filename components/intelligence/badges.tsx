import { StatusBadge } from "@/components/ui/badge";
import { contentWords, detectionWords, riskWords, unscored } from "./words";

/** How much the rules make of a message; `score` 0–100. */
export function RiskBadge({ level, score, plain }: { level: string | null; score?: number | null; plain?: boolean }) {
  const word = (level !== null && riskWords[level]) || unscored;
  const label = typeof score === "number" ? `${word.label} ${Math.round(score)}` : word.label;
  return <StatusBadge tone={word.tone} icon={word.icon} label={label} plain={plain} />;
}

/** What was made of a hit. */
export function DetectionBadge({ status, plain }: { status: string; plain?: boolean }) {
  return <StatusBadge {...detectionWords[status]!} plain={plain} />;
}

/** How far a message is. */
export function ContentStatusBadge({ status, plain }: { status: string; plain?: boolean }) {
  return <StatusBadge {...contentWords[status]!} plain={plain} />;
}
