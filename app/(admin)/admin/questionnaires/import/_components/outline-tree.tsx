"use client";

import { useState, type ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import type { ImportPreview } from "@/lib/assessment/import-file";

type Outline = ImportPreview["outline"];
type Question = Outline[number]["dimensions"][number]["questions"][number];

/** The tree of a questionnaire. What is closed is not there yet: there may be thousands of questions. */
export function OutlineTree({ outline }: { outline: Outline }) {
  return (
    <ul className="divide-y divide-line">
      {outline.map((section) => (
        <Branch key={section.title} title={section.title} count={section.questions} open={outline.length === 1}>
          {() =>
            section.dimensions.map((dimension) => (
              <Branch key={dimension.title} title={dimension.title} count={dimension.total}>
                {() => (
                  <>
                    <Questions questions={dimension.questions} />
                    {dimension.subdimensions.map((subdimension) => (
                      <Branch key={subdimension.title} title={subdimension.title} count={subdimension.questions.length}>
                        {() => <Questions questions={subdimension.questions} />}
                      </Branch>
                    ))}
                  </>
                )}
              </Branch>
            ))
          }
        </Branch>
      ))}
    </ul>
  );
}

function Branch({
  title,
  count,
  open = false,
  children,
}: {
  title: string;
  count: number;
  open?: boolean;
  children: () => ReactNode;
}) {
  const [shown, setShown] = useState(open);
  return (
    <li>
      <button
        type="button"
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
        className="flex w-full items-start gap-2 px-4 py-2 text-start hover:bg-hover"
      >
        <Icon name={shown ? "chevron-down" : "chevron-right"} className="mt-0.5 shrink-0 text-muted" />
        <span className="min-w-0 flex-1 break-words">{title}</span>
        <span className="shrink-0 text-sm text-muted tabular-nums">
          {count} {count === 1 ? "question" : "questions"}
        </span>
      </button>
      {shown && <ul className="border-t border-line ps-5">{children()}</ul>}
    </li>
  );
}

function Questions({ questions }: { questions: Question[] }) {
  return questions.map(({ code, text, options }) => (
    <li key={code} className="flex flex-col gap-x-3 px-4 py-1.5 text-sm sm:flex-row">
      <span className="shrink-0 font-mono text-xs leading-5 text-muted sm:w-28 sm:truncate">{code}</span>
      <span className="min-w-0 flex-1 break-words">{text}</span>
      <span className="shrink-0 text-muted">{options > 0 ? `${options} options` : "no options"}</span>
    </li>
  ));
}
