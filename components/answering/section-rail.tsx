"use client";

import NextLink from "next/link";
import { questionsIn, tally, type OutlineSection } from "@/lib/assessment/outline";
import { cn } from "../ui/cn";
import { FilterChips } from "../ui/filter-chips";
import { Icon } from "../ui/icon";
import { Progress } from "../ui/progress";

/** The sections with their progress and, under the open one, its dimensions. */
export function SectionRail({
  outline,
  sectionId,
  mine,
  hrefOf,
}: {
  outline: OutlineSection[];
  sectionId: number;
  mine: { count: number; only: boolean };
  hrefOf: (sectionId: number, mine: boolean) => string;
}) {
  const all = tally(questionsIn(outline));
  return (
    <nav aria-label="Sections" className="flex flex-col gap-4">
      {(mine.count > 0 || mine.only) && (
        <FilterChips
          label="Whose questions"
          items={[
            { label: "All", href: hrefOf(sectionId, false), current: !mine.only },
            { label: "Mine", href: hrefOf(sectionId, true), current: mine.only, count: mine.count },
          ]}
        />
      )}
      <div>
        <p className="mb-1 text-sm font-medium">{mine.only ? "Assigned to you" : "All sections"}</p>
        <Progress value={all.done} max={all.total} label="Answered in all" />
      </div>
      <ul className="flex flex-col gap-1">
        {outline.map((section) => (
          <li key={section.id}>
            <SectionLink section={section} current={section.id === sectionId} href={hrefOf(section.id, mine.only)} />
            {section.id === sectionId && <Dimensions section={section} />}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SectionLink({ section, current, href }: { section: OutlineSection; current: boolean; href: string }) {
  const { done, total, returned } = tally(questionsIn([section]));
  return (
    <NextLink
      href={href}
      aria-current={current ? "page" : undefined}
      className={cn(
        "block rounded-md px-2.5 py-2 hover:bg-hover",
        current && "bg-accent-soft font-medium text-accent-soft-fg hover:bg-accent-soft",
      )}
    >
      <span className="flex items-start gap-2">
        <span className="min-w-0 flex-1">{section.title}</span>
        {total > 0 && done === total && <Icon name="circle-check" className="mt-0.5 shrink-0 text-success" />}
      </span>
      {total > 0 ? (
        <Progress value={done} max={total} label={`Answered in ${section.title}`} className="mt-1 font-normal" />
      ) : (
        <span className="mt-0.5 block text-xs font-normal text-muted">Nothing to answer</span>
      )}
      {returned > 0 && <span className="mt-0.5 block text-xs font-normal text-warning">{returned} came back</span>}
    </NextLink>
  );
}

function Dimensions({ section }: { section: OutlineSection }) {
  return (
    <ul className="my-1 ml-2.5 flex flex-col border-l border-line">
      {section.dimensions.map((dimension, at) => {
        const { done, total } = tally(dimension.questions);
        if (!dimension.questions.some(({ asked }) => asked)) return null;
        return (
          <li key={dimension.title}>
            <a
              href={`#dimension-${section.id}-${at}`}
              className="flex gap-2 rounded-r-md px-2.5 py-1 text-sm text-muted hover:bg-hover hover:text-ink"
            >
              <span className="min-w-0 flex-1">{dimension.title}</span>
              <span>
                {done}/{total}
                <span className="sr-only"> answered</span>
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
