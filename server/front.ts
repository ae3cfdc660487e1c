import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";

import { describeError, log } from "@/lib/kernel/log";
import { clientAddress } from "./client-address";
import { toRequest } from "./front-request";
import { buildMatcher, type Handler, type Route, type RouteContext, type RouteModule } from "./route-table";
import { sendResponse } from "./send-response";
import { pageRoute, watch, type ServedRequest } from "./watch-request";

export type FrontOptions = {
  routes: Route[];
  /** Answers everything that is not ours: pages, assets and the log-in adapter. */
  next: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;
  isTrustedProxy: (address: string) => boolean;
  /** Told of each request when its answer has ended. */
  observe?: (request: ServedRequest) => void;
  /** Serves a request that is observed, within whatever goes along with it. */
  within?: (incoming: IncomingMessage, served: ServedRequest, serve: () => void) => void;
  /** Other limits than the standard ones. */
  limits?: Partial<typeof LIMITS>;
};

/** Limits on how slowly, in milliseconds, and how much, in bytes, a client may send before it is believed. */
const LIMITS = {
  headersTimeout: 15_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 65_000, // longer than the usual balancer's, which must be the first to let go
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
};

const SANE_REQUEST_ID = /^[A-Za-z0-9._-]{1,64}$/;
const CATCH_ALL = "/api/[...path]";

/** The door of production: `/api` straight to its handlers, the rest to Next. The caller listens. */
export function createFront({ routes, next, isTrustedProxy, observe, within, limits }: FrontOptions): Server {
  const match = buildMatcher(routes);
  const unmatched = routes.find(({ pattern }) => pattern === CATCH_ALL)?.module ?? {};

  function dispatch(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    { served, path, address, requestId, trusted }: Arrival,
  ): void {
    const { headers } = incoming;
    if (path === undefined) return void refuse(outgoing, 400, "Bad Request", requestId);

    if (!isOurs(path)) {
      if (served) served.route = pageRoute(path);
      headers["x-forwarded-for"] = address;
      headers["x-request-id"] = requestId;
      incoming.url = path; // never an address of elsewhere, which Next might ask there
      if (!trusted) for (const name of FORWARDED) delete headers[name];
      outgoing.setHeader("x-request-id", requestId);
      return void next(incoming, outgoing).catch((error: unknown) => fail(outgoing, error, requestId));
    }
    const found = match(bare(path));
    if (served && found) served.route = found.pattern;
    const { handler, context } = choose(found, unmatched, incoming.method ?? "GET");
    if (!handler) return void refuse(outgoing, 404, "Not Found", requestId);
    const request = toRequest(incoming, outgoing, {
      origin: `http://${headers.host ?? "localhost"}`,
      path,
      address,
      requestId,
    });
    answer(handler, request, context, incoming, outgoing, requestId).catch((error: unknown) =>
      fail(outgoing, error, requestId),
    );
  }

  const server = createServer({ ...LIMITS, ...limits }, (incoming, outgoing) => {
    const { headers } = incoming;
    const peer = incoming.socket.remoteAddress ?? "";
    const address = clientAddress(peer, headers["x-forwarded-for"] as string | undefined, isTrustedProxy);
    const given = headers["x-request-id"] as string | undefined;
    const requestId = given && SANE_REQUEST_ID.test(given) ? given : randomUUID();
    const path = pathOf(incoming.url ?? "/");
    const served = observe && watch(incoming, outgoing, requestId, observe);
    const serve = () =>
      dispatch(incoming, outgoing, { served, path, address, requestId, trusted: isTrustedProxy(peer) });
    if (served && within) within(incoming, served, serve);
    else serve();
  });

  server.on("clientError", refuseUnreadable);
  server.on("upgrade", (_, socket) => socket.destroy());
  return server;
}

/** What is known of a request before anyone serves it. */
interface Arrival {
  served: ServedRequest | undefined;
  path: string | undefined;
  address: string;
  requestId: string;
  trusted: boolean;
}

const FORWARDED = ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded"] as const;

const isOurs = (path: string) =>
  path.startsWith("/api/") && !(path.startsWith("/api/auth") && /^[/?]?$/.test(path.charAt(9)));

/** Path and query; a proxy's absolute form is reduced to them, and anything else is not for us. */
function pathOf(target: string): string | undefined {
  if (target.startsWith("/")) return target;
  if (!URL.canParse(target)) return undefined;
  const { pathname, search } = new URL(target);
  return pathname + search;
}

function bare(path: string): string {
  const query = path.indexOf("?");
  const bare = query < 0 ? path : path.slice(0, query);
  return bare.endsWith("/") ? bare.slice(0, -1) : bare;
}

/** A path nobody serves, or not with this method, goes to the catch-all, which knows how to say so. */
function choose(found: ReturnType<ReturnType<typeof buildMatcher>>, unmatched: RouteModule, method: string) {
  // A resource that answers OPTIONS knows how to refuse what it does not serve.
  const handler = found && (handlerOf(found.module, method) ?? handlerOf(found.module, "OPTIONS"));
  const context: RouteContext = { params: Promise.resolve((found?.params ?? {}) as Record<string, string>) };
  if (handler) return { handler, context };
  if (found && found.module !== unmatched) context.allow = methodsOf(found.module);
  return { handler: handlerOf(unmatched, method) ?? handlerOf(unmatched, "GET"), context };
}

function handlerOf(module: RouteModule, method: string): Handler | undefined {
  const handler = module[method] ?? (method === "HEAD" ? module.GET : undefined);
  return /^[A-Z]+$/.test(method) && typeof handler === "function" ? (handler as Handler) : undefined;
}

function methodsOf(module: RouteModule): string[] {
  const methods = Object.keys(module).filter((name) => handlerOf(module, name));
  return methods.includes("GET") && !methods.includes("HEAD") ? [...methods, "HEAD"] : methods;
}

async function answer(
  handler: Handler,
  request: Request,
  context: RouteContext,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  requestId: string,
): Promise<void> {
  const response = await handler(request, context);
  if (outgoing.destroyed) return void response.body?.cancel();
  await sendResponse(incoming, outgoing, response, requestId);
}

/** A handler that throws has not kept its contract; the caller learns no more than the id to ask about. */
function fail(outgoing: ServerResponse, error: unknown, requestId: string): void {
  if (!outgoing.destroyed) log("error", "a request failed", { request_id: requestId, error: describeError(error) });
  if (outgoing.headersSent) outgoing.destroy();
  else refuse(outgoing, 500, "Internal Server Error", requestId);
}

function refuse(outgoing: ServerResponse, status: number, title: string, requestId: string): void {
  outgoing.writeHead(status, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    "x-request-id": requestId,
  });
  outgoing.end(problem(status, title, requestId));
}

/** What Node could not read as HTTP never becomes a request, so it is answered on the bare socket. */
function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  // Browsers open connections ahead of need. An answer to nothing would be taken for the answer to what is asked next.
  if (!socket.writable || socket.bytesRead === 0 || error.code === "ECONNRESET") return void socket.destroy();
  const [status, title] =
    error.code === "HPE_HEADER_OVERFLOW"
      ? [431, "Request Header Fields Too Large"]
      : error.code === "ERR_HTTP_REQUEST_TIMEOUT"
        ? [408, "Request Timeout"]
        : [400, "Bad Request"];
  const requestId = randomUUID();
  const body = problem(status as number, title as string, requestId);
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nconnection: close\r\ncontent-type: application/problem+json\r\n` +
      `x-request-id: ${requestId}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function problem(status: number, title: string, requestId: string): string {
  const code = title.toLowerCase().replaceAll(" ", "_");
  return JSON.stringify({
    type: "about:blank",
    title,
    status,
    detail: `${title}.`,
    code,
    request_id: requestId,
    error: `${title}.`,
  });
}
