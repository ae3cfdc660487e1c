import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { ContentView } from "@/lib/intelligence/get-content";

/** What others said just before or after, in the same chat. */
export function Neighbours({ list, label }: { list: ContentView["neighbours"]; label: string }) {
  if (list.length === 0) return null;
  return (
    <ul aria-label={label} className="flex flex-col gap-2 border-l-2 border-line pl-3">
      {list.map((each) => (
        <li key={each.id} className="text-sm">
          <p className="flex flex-wrap gap-x-2 text-xs text-muted">
            <span>{each.subject || "Unnamed account"}</span>
            <RelativeTime value={each.posted_at} />
            <TextLink
              prefetch={false}
              href={`/content/${each.id}`}
              aria-label={`Open the message of ${each.subject || "an unnamed account"}`}
            >
              Open
            </TextLink>
          </p>
          <p className="line-clamp-3 wrap-anywhere whitespace-pre-wrap text-muted">{each.text || "(no text)"}</p>
        </li>
      ))}
    </ul>
  );
}
