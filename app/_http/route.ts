import type { z } from "zod";
import type { Caller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import type { UseCase } from "@/lib/kernel/gate";
import { jsonBody } from "./body";
import { callerOf } from "./caller";
import { countCall } from "./limits";
import { problemOf } from "./problem";

/** A handler of `app/api`: imports nothing of Next, so that both doors can call it. */
export type Handler = (request: Request, context: HandlerContext) => Promise<Response>;
export type Params = Record<string, string | string[]>;
export interface HandlerContext {
  params: Promise<Params>;
}

export interface RouteOptions<Schema extends z.ZodType, Output> {
  /** What the use case is given; standard: path and query parameters, and the JSON body of a write. */
  input?: (request: Request, params: Params, caller: Caller) => unknown;
  status?: number | ((output: Output) => number);
  /** The body; a string is JSON text already (built in the database). Standard: the output. */
  body?: (output: Output) => unknown;
  /** Answers with an ETag of the body, and 304 where the caller has it already. */
  etag?: boolean;
  schema?: Schema;
}

/** Makes a handler of a use case: request → caller and input → output → response; what is thrown → problem document. */
export function route<Schema extends z.ZodType, Output>(
  useCase: UseCase<Schema, Output>,
  options: RouteOptions<Schema, Output> = {},
): Handler {
  return handler(async (request, params, caller) => {
    const input = await (options.input ?? standardInput)(request, params, caller);
    const output = await useCase(caller, input as z.input<Schema>).catch(reads(request) ? asMalformed : undefined);
    const status = typeof options.status === "function" ? options.status(output) : (options.status ?? 200);
    const body = options.body ? options.body(output) : output;
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return options.etag ? withEtag(request, text) : new Response(text, { status, headers: jsonHeaders });
  });
}

/** Wraps a handler with the caller, the limits and the problem documents. */
export function handler(respond: (request: Request, params: Params, caller: Caller) => Promise<Response>): Handler {
  return async (request, context) => {
    const requestId = request.headers.get("x-request-id") ?? crypto.randomUUID();
    let counted: Record<string, string> = {};
    let response: Response;
    try {
      const caller = await callerOf(request.method, request.headers);
      counted = await countCall(caller);
      response = await respond(request, await context.params, caller);
    } catch (error) {
      response = problemOf(error, pathOf(request.url), requestId);
    }
    for (const name in counted) response.headers.set(name, counted[name]!);
    response.headers.set("x-request-id", requestId);
    return response;
  };
}

/** A JSON answer of a hand-written handler. */
export const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: jsonHeaders });

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Methods = Record<(typeof METHODS)[number], Handler>;

/** All methods of a resource; those it does not have answer 405 with `Allow`. */
export function resource(served: Partial<Methods>): Methods {
  const allow = Object.keys(served).flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  const refuse: Handler = async (request) => {
    const response = problemOf(
      new Fault("method_not_allowed", `${request.method} is not served here.`),
      pathOf(request.url),
      request.headers.get("x-request-id") ?? crypto.randomUUID(),
    );
    response.headers.set("allow", allow.join(", "));
    return response;
  };
  return Object.fromEntries(METHODS.map((method) => [method, served[method] ?? refuse])) as Methods;
}

const jsonHeaders = {
  "content-type": "application/json",
  "cache-control": "private, no-store",
  "x-content-type-options": "nosniff",
};

async function withEtag(request: Request, text: string): Promise<Response> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const etag = `"${Buffer.from(digest).subarray(0, 16).toString("base64url")}"`;
  // Revalidated every time, by the caller alone: `no-store` would forbid it to keep what If-None-Match is about.
  const headers = { ...jsonHeaders, "cache-control": "private, no-cache", etag };
  const known = request.headers.get("if-none-match");
  if (known && known.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag)) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(text, { headers });
}

const pathOf = (url: string) => new URL(url).pathname;

const reads = (request: Request) => request.method === "GET" || request.method === "HEAD";

/** What a read is given stands in its address: a malformed one is 400, where a body's invalid field is 422. */
function asMalformed(error: unknown): never {
  if (error instanceof Fault && error.code === "invalid") throw new Fault("malformed", error.message, error.extras);
  throw error;
}

/** Path and query parameters, and the JSON body of a write. */
export async function standardInput(request: Request, params: Params): Promise<Record<string, unknown>> {
  const fields = reads(request) || request.method === "DELETE" ? {} : await jsonBody(request);
  const at = request.url.indexOf("?");
  const query = at < 0 ? {} : Object.fromEntries(new URLSearchParams(request.url.slice(at + 1)));
  return { ...fields, ...query, ...params };
}
