"use client";

import { useEffect, useState } from "react";
import type { SearchHit } from "./types";

export type Search = (query: string) => Promise<SearchHit[]>;

interface Answer {
  query: string;
  hits: SearchHit[];
  failed: boolean;
}

/** The hits of the newest query only, asked 180 ms after the last key; answers that come late are dropped. */
export function useSearch(search: Search | undefined, raw: string) {
  const query = raw.trim();
  const [answer, setAnswer] = useState<Answer>({ query: "", hits: [], failed: false });
  const active = Boolean(search) && query.length >= 2;

  useEffect(() => {
    if (!search || !active) return;
    let stale = false;
    const timer = setTimeout(() => {
      search(query).then(
        (hits) => !stale && setAnswer({ query, hits, failed: false }),
        () => !stale && setAnswer({ query, hits: [], failed: true }),
      );
    }, 180);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [search, active, query]);

  const settled = answer.query === query;
  return {
    /** Hits of the previous query stay on screen until the next ones are there, so nothing jumps. */
    hits: active ? answer.hits : [],
    searching: active && !settled,
    failed: active && settled && answer.failed,
  };
}
