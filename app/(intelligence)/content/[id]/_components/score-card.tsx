import { Card, Section } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ContentView } from "@/lib/intelligence/get-content";

const foundWords: Record<string, string> = {
  exact: "as written",
  folded: "disguised",
  emoji: "as an emoji",
  fuzzy: "misspelt",
  part: "within a word",
  regex: "by its expression",
  k_of_n: "by several terms",
};

/** Why a message is scored as it is: each rule's share, by category, and the formula that joins them. */
export function ScoreCard({ view }: { view: ContentView }) {
  const { components, detections } = view;
  const names = new Map(detections.map(({ rule }) => [rule.id, rule.name]));
  return (
    <Section title="Why this score">
      <Card className="flex flex-col gap-3">
        {view.risk_score === null ? (
          <p>
            {view.analyzed_at
              ? "Not scored: no rule hit, or only in harmless contexts. That is not a low risk."
              : "Not scored: no rule has looked at it yet."}
          </p>
        ) : (
          <p>
            <strong className="tabular-nums">{Math.round(view.risk_score * 10) / 10}</strong> of 100
            {components && <span className="text-muted"> = {components.formula}</span>}
          </p>
        )}
        {components?.categories.map(({ category, score, rules }) => (
          <div key={category}>
            <h3 className="flex justify-between gap-2 font-medium">
              <span>{category || "Without a category"}</span>
              <span className="tabular-nums">{score}</span>
            </h3>
            <ul className="mt-1 flex flex-col gap-1 text-sm text-muted">
              {rules.map((rule) => (
                <li key={rule.keywordId}>
                  {names.get(rule.keywordId) ?? `Rule ${rule.keywordId}`}, {foundWords[rule.found]}: weight{" "}
                  {rule.weight} × confidence {rule.confidence}
                  {rule.matches > 1 && `, ${rule.matches} times (counts once)`}
                </li>
              ))}
            </ul>
          </div>
        ))}
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 border-t border-line pt-3 text-sm">
          <dt className="text-muted">Rule set</dt>
          <dd>{view.rule_set ?? "None"}</dd>
          <dt className="text-muted">Language</dt>
          <dd>{view.language || "Not recognized"}</dd>
          <dt className="text-muted">Mood</dt>
          <dd>
            {view.sentiment_score === null ? "Not measured" : `${view.sentiment_score.toFixed(2)} (shown, not scored)`}
          </dd>
          {view.analyzed_at && (
            <>
              <dt className="text-muted">Looked at</dt>
              <dd>
                <RelativeTime value={view.analyzed_at} />
              </dd>
            </>
          )}
        </dl>
      </Card>
    </Section>
  );
}
