"use client";

import type { OutlineSection } from "@/lib/assessment/outline";
import { Icon } from "../ui/icon";
import { SectionRail } from "./section-rail";

/** The rail beside the questions; on small screens it folds into a line above them. */
export function SectionNavigation({
  outline,
  sectionId,
  productId,
  mine,
}: {
  outline: OutlineSection[];
  sectionId: number;
  productId: number;
  /** The questions that are the person's, and whether those alone are shown. */
  mine: { count: number; only: boolean };
}) {
  const rail = (
    <SectionRail
      outline={outline}
      sectionId={sectionId}
      mine={mine}
      hrefOf={(id, only) => `/products/${productId}/sections/${id}${only ? "?mine=1" : ""}`}
    />
  );
  const at = outline.findIndex(({ id }) => id === sectionId);
  return (
    <>
      <div className="sticky top-[calc(var(--topbar-height)+1.25rem)] max-h-[calc(100dvh-var(--topbar-height)-2.5rem)] overflow-y-auto pr-1 max-lg:hidden">
        {rail}
      </div>
      <details className="group rounded-lg border border-line bg-surface lg:hidden">
        <summary className="flex min-h-11 list-none items-center gap-2 px-3 font-medium [&::-webkit-details-marker]:hidden">
          <span className="flex-1">
            Section {at + 1} of {outline.length}
          </span>
          <Icon name="chevron-down" className="transition-transform group-open:rotate-180" />
        </summary>
        <div className="border-t border-line p-3">{rail}</div>
      </details>
    </>
  );
}
