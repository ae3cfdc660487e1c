import { TextLink } from "@/components/ui/text-link";
import type { RuleTest } from "@/lib/intelligence/test-rule";

/** What rules hit among the newest messages: how many, and the first few. */
export function SampleHits({ tried: { sample, hits, harmless, shown } }: { tried: Omit<RuleTest, "pasted"> }) {
  return (
    <div className="flex flex-col gap-2" aria-live="polite">
      <p className="font-medium">
        {sample === 0
          ? "There are no messages to try it on."
          : `Hits ${hits} of the newest ${sample} messages${harmless > 0 ? `, ${harmless} in harmless contexts only` : ""}.`}
      </p>
      {shown.length > 0 && (
        <ul className="flex flex-col gap-2 text-sm">
          {shown.map(({ content_id: id, source, detection }) => (
            <li key={id} className="wrap-anywhere">
              <TextLink prefetch={false} href={`/content/${id}`}>
                {detection.matched}
              </TextLink>{" "}
              <span className="text-muted">
                in “{detection.context}” ({source}
                {detection.negated && ", harmless"})
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
