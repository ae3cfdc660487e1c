"use client";

import { useCallback, useMemo, useState } from "react";
import type { AskRule, DecidingQuestion } from "@/lib/assessment/asked";
import type { AskedQuestion } from "./question";

/** What the page of a section knows of its questions besides their answers; `onFiles` tells of files that came or went. */
export function useKnown({
  rules,
  deciding,
  questions,
}: {
  rules: readonly AskRule[];
  deciding: readonly DecidingQuestion[];
  questions: readonly AskedQuestion[];
}) {
  const [counts, setCounts] = useState<Record<number, number>>({});
  const onFiles = useCallback(
    (id: number, count: number) => setCounts((all) => (all[id] === count ? all : { ...all, [id]: count })),
    [],
  );
  const known = useMemo(() => {
    const files = questions.map(({ id, evidenceRequired: required, evidence }) => {
      const count = counts[id] ?? evidence.length;
      return [id, { required, count }] as const;
    });
    return { rules, deciding, files: new Map(files) };
  }, [rules, deciding, questions, counts]);
  return { known, onFiles };
}
