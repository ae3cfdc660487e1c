"use client";

import { useState } from "react";
import { saysSomething, type Answer } from "./answer";
import type { Change } from "./answer-input";

export type Filled = ReturnType<typeof useFilled>;

/**
 * What was filled in from elsewhere stays on the page until the person saves it: by saying so, or by going on from it. An
 * answer that arrives meanwhile wins.
 */
export function useFilled(draft: Answer, change: Change) {
  const [filled, setFilled] = useState<Partial<Answer> | null>(null);
  const pending = saysSomething(draft) ? null : filled;
  return {
    pending: pending !== null,
    shown: pending ? { ...draft, ...pending } : draft,
    fill: setFilled,
    drop: () => setFilled(null),
    save: () => {
      if (pending) change(pending);
      setFilled(null);
    },
    change: (values: Partial<Answer>, wait?: number) => {
      const answers = Object.keys(values).some((key) => key !== "comment");
      if (answers) setFilled(null);
      change(answers && !values.notApplicable ? { ...pending, ...values } : values, wait);
    },
  };
}
