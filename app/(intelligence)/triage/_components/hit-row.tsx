import { DetectionBadge, RiskBadge } from "@/components/intelligence/badges";
import { Highlighted } from "@/components/intelligence/highlighted";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/choice";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { DescribedDetection } from "@/lib/intelligence/detection";

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** One hit: the match in its context, by which rule, whose message, and what it adds to the score. */
export function HitRow({
  detection: hit,
  status,
  ticked,
  onTick,
}: {
  detection: DescribedDetection;
  status: string;
  ticked: boolean;
  onTick: () => void;
}) {
  const { before, matched_text: matched, after, rule } = hit;
  const span = {
    start: before.length,
    end: before.length + matched.length,
    kind: hit.negated ? "harmless" : "hit",
  } as const;
  return (
    <li className={cn("flex gap-3 px-4 py-3 focus-within:bg-active", status !== "new" && "opacity-75")}>
      <Checkbox hideLabel label={`Tick ${rule.name}: ${matched}`} checked={ticked} onChange={onTick} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <TextLink
            quiet
            data-row
            data-id={hit.id}
            prefetch={false}
            href={`/content/${hit.content_id}`}
            className="font-medium"
          >
            {rule.name}
          </TextLink>
          {rule.category && <Badge>{rule.category}</Badge>}
          <RiskBadge level={hit.risk_level} score={hit.risk_score} />
          {status !== "new" && <DetectionBadge status={status} />}
          {hit.negated && <Badge>Harmless context</Badge>}
        </div>
        <Highlighted text={`${before}${matched}${after}`} spans={[span]} className="mt-1 line-clamp-3" />
        <p className="mt-1 flex flex-wrap gap-x-3 text-xs text-muted">
          <span>{hit.source.name}</span>
          {hit.subject && <span>{hit.subject.name || "Unnamed account"}</span>}
          {hit.posted_at && <RelativeTime value={hit.posted_at} />}
          <span>
            Weight {hit.weight} × confidence {hit.confidence_score} = {percent(hit.weight * hit.confidence_score)}
          </span>
          <span>Rule set {hit.rule_set}</span>
        </p>
      </div>
    </li>
  );
}
