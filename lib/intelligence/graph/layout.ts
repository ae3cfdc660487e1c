import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";

export interface Place {
  x: number;
  y: number;
}

/** Steps of the simulation: as many as let 200 nodes come to rest. */
const STEPS = 160;

/**
 * Where the nodes are drawn, around (0, 0): what is joined is near, nothing lies on another. The same graph is always
 * drawn the same; nodes that have a place already begin there, so that expanding one does not turn the picture around.
 */
export function layOut(
  keys: readonly string[],
  edges: readonly { from: string; to: string }[],
  center: string,
  known: ReadonlyMap<string, Place> = new Map(),
): Map<string, Place> {
  const nodes = keys.map((key, index) => {
    const near = known.get(key) ?? placeBeside(key, edges, known, index);
    return { key, ...near, ...(key === center && { fx: 0, fy: 0 }) };
  });
  const links = edges.map(({ from, to }) => ({ source: from, target: to }));
  forceSimulation(nodes)
    .force(
      "link",
      forceLink<(typeof nodes)[number], (typeof links)[number]>(links)
        .id(({ key }) => key)
        .distance(70),
    )
    .force("charge", forceManyBody().strength(-160).distanceMax(500))
    .force("collide", forceCollide(22))
    .force("x", forceX().strength(0.05))
    .force("y", forceY().strength(0.08))
    .stop()
    .tick(STEPS);
  return new Map(nodes.map(({ key, x, y }) => [key, { x: Math.round(x), y: Math.round(y) }]));
}

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** A beginning for a new node: around the neighbour that has a place, else around the middle, in the order of the list. */
function placeBeside(
  key: string,
  edges: readonly { from: string; to: string }[],
  known: ReadonlyMap<string, Place>,
  index: number,
): Place {
  const edge = edges.find(({ from, to }) => (from === key && known.has(to)) || (to === key && known.has(from)));
  const around = (edge && known.get(edge.from === key ? edge.to : edge.from)) ?? { x: 0, y: 0 };
  const away = edge ? 40 : 12 * Math.sqrt(0.5 + index);
  return {
    x: around.x + away * Math.cos(index * GOLDEN_ANGLE),
    y: around.y + away * Math.sin(index * GOLDEN_ANGLE),
  };
}
