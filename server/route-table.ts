/** What a handler gets beside the request; `params` as Next gives them, so that a handler serves both doors. */
export type RouteContext = {
  params: Promise<Record<string, string | string[]>>;
  /** Set by the front when the path is served, but not with this method: the methods that are. */
  allow?: string[];
};

export type Handler = (request: Request, context: RouteContext) => Response | Promise<Response>;

/** A route file's exports: a handler per method, and perhaps more that is not one. */
export type RouteModule = Record<string, unknown>;

/** A folder path beneath app with Next's segments: `/api/things/[id]`, `/api/[...path]`. */
export type Route = { pattern: string; module: RouteModule };

export type Match = { pattern: string; module: RouteModule; params: Record<string, string | string[]> };

type Node = {
  literal: Map<string, Node>;
  dynamic?: { name: string; node: Node };
  rest?: { name: string; route: Route; optional: boolean };
  route?: Route;
};

const emptyNode = (): Node => ({ literal: new Map() });

/** Builds a matcher with Next's order: a literal segment before a dynamic one before a catch-all. */
export function buildMatcher(routes: Route[]): (path: string) => Match | undefined {
  const root = emptyNode();
  for (const route of routes) insert(root, route.pattern.split("/").filter(Boolean), route);
  const exact = new Map(routes.filter(({ pattern }) => !pattern.includes("[")).map((route) => [route.pattern, route]));
  return (path) => {
    const known = exact.get(path);
    if (known) return { ...known, params: {} };
    return find(root, path.split("/").filter(Boolean), 0);
  };
}

function insert(node: Node, [segment, ...others]: string[], route: Route): void {
  if (segment === undefined) return void (node.route = route);
  const rest = /^\[?\[\.\.\.(.+?)\]\]?$/.exec(segment);
  if (rest) return void (node.rest = { name: rest[1]!, route, optional: segment.startsWith("[[") });
  const name = /^\[(.+)\]$/.exec(segment)?.[1];
  if (name) {
    node.dynamic ??= { name, node: emptyNode() };
    return insert(node.dynamic.node, others, route);
  }
  const next = node.literal.get(segment) ?? emptyNode();
  node.literal.set(segment, next);
  insert(next, others, route);
}

function find(node: Node, segments: string[], at: number): Match | undefined {
  const segment = segments[at];
  if (segment === undefined) {
    if (node.route) return { ...node.route, params: {} };
    return node.rest?.optional ? { ...node.rest.route, params: {} } : undefined;
  }
  const literal = node.literal.get(segment);
  const found = literal && find(literal, segments, at + 1);
  if (found) return found;
  if (node.dynamic) {
    const below = find(node.dynamic.node, segments, at + 1);
    if (below) return { ...below, params: { ...below.params, [node.dynamic.name]: decode(segment) } };
  }
  if (node.rest) return { ...node.rest.route, params: { [node.rest.name]: segments.slice(at).map(decode) } };
  return undefined;
}

/** A malformed escape stays as it is: the handler's schema refuses it like any other wrong value. */
function decode(segment: string): string {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
