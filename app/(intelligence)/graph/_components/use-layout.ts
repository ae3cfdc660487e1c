"use client";

import { useEffect, useRef, useState } from "react";
import type { Graph } from "@/lib/intelligence/get-graph";
import type { Place } from "@/lib/intelligence/graph/layout";

/** The graph with the places that were worked out for it. */
export interface Drawn {
  graph: Graph;
  places: ReadonlyMap<string, Place>;
}

/**
 * Works out where nodes are drawn, in the browser and when the page stands: a server has better things to do. Until then,
 * and while another graph is worked out, what was drawn before stays.
 */
export function useLayout(graph: Graph): Drawn | undefined {
  const [drawn, setDrawn] = useState<Drawn>();
  const known = useRef<ReadonlyMap<string, Place>>(new Map());
  useEffect(() => {
    let wanted = true;
    void import("@/lib/intelligence/graph/layout").then(({ layOut }) => {
      if (!wanted) return;
      const keys = graph.nodes.map(({ key }) => key);
      const places = layOut(keys, graph.edges, graph.center, known.current);
      known.current = places;
      setDrawn({ graph, places });
    });
    return () => {
      wanted = false;
    };
  }, [graph]);
  return drawn;
}
