import type { IncomingMessage, ServerResponse } from "node:http";

/** What is measured and logged of a request: nothing that a caller wrote, but for the id, which is fit for a log. */
export interface ServedRequest {
  method: string;
  /** The pattern that served it; `page`, `asset` and `log-in` for what Next serves; `none` for no address of ours. */
  route: string;
  /** 499 where the caller left before there was an answer. */
  status: number;
  seconds: number;
  requestId: string;
}

const KNOWN = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Tells of a request when its answer has ended, whichever way; the route is filled in once it is known. */
export function watch(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  requestId: string,
  observe: (served: ServedRequest) => void,
): ServedRequest {
  const began = performance.now();
  const method = incoming.method ?? "GET";
  const served = { method: KNOWN.has(method) ? method : "other", route: "none", status: 0, seconds: 0, requestId };
  outgoing.once("close", () => {
    served.status = outgoing.headersSent ? outgoing.statusCode : 499;
    served.seconds = (performance.now() - began) / 1000;
    observe(served);
  });
  return served;
}

/** Pages have addresses with ids in them, so they count as one. */
export const pageRoute = (path: string) =>
  path.startsWith("/_next/") ? "asset" : path.startsWith("/api/auth") ? "log-in" : "page";
