import { TextLink } from "@/components/ui/text-link";
import type { getPurpose } from "@/lib/intelligence/get-purpose";

/** What the looks of this session are for, where everybody sees it: it stands beside each of them in the audit trail. */
export function CurrentPurpose({ purpose }: { purpose: NonNullable<Awaited<ReturnType<typeof getPurpose>>> }) {
  return (
    <aside
      aria-label="Purpose"
      className="flex flex-wrap items-center gap-x-3 border-b border-line bg-subtle px-4 py-1 text-sm text-muted md:px-6 lg:px-8"
    >
      <p className="min-w-0 truncate">
        Looking for: <strong className="font-medium text-ink">{purpose.purpose}</strong>
        {purpose.authority && ` · ${purpose.authority}`}
      </p>
      <TextLink href="/purpose">Change purpose</TextLink>
    </aside>
  );
}
