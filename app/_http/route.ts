import type { z } from "zod";
import type { Caller } from "@/lib/kernel/actor";
import { Fault, notFound } from "@/lib/kernel/fault";
import type { UseCase } from "@/lib/kernel/use-case";
import { jsonBody, queryOf } from "./body";
import { callerOf } from "./caller";
import { etagOf, isKnown, matchedVersion, refusePrecondition } from "./etag";
import { countCall } from "./limits";
import { problemOf } from "./problem";
import { requestIdOf } from "./request-id";
import { complete, jsonText } from "./respond";

export { respondJson } from "./respond";

/** A handler of `app/api`: imports nothing of Next, so that both doors can call it. */
export type Handler = (request: Request, context: HandlerContext) => Promise<Response>;
export type Params = Record<string, string | string[]>;
export interface HandlerContext {
  params: Promise<Params>;
  /** The methods of a path that is served, but not by the one asked for; set by the front for methods few know. */
  allow?: string[];
}

export interface RouteOptions<Schema extends z.ZodType, Output> {
  /** What the use case is given; standard: path and query parameters, and the JSON body of a write. */
  input?: (request: Request, params: Params, caller: Caller) => unknown;
  status?: number | ((output: Output) => number);
  /** The body; a string is JSON text already (built in the database). Standard: the output. */
  body?: (output: Output) => unknown;
  /** Headers that depend on the output. */
  headers?: (output: Output) => Record<string, string>;
  /** Answers with an ETag of the body, and of the version it names; a read with 304 where the caller has it already. */
  etag?: boolean | ((output: Output) => number);
  /** A write that asks for If-Match, and gives the use case the `version` it names. */
  ifMatch?: boolean;
  schema?: Schema;
}

/** Makes a handler of a use case: request → caller and input → output → response; what is thrown → problem document. */
export function route<Schema extends z.ZodType, Output>(
  useCase: UseCase<Schema, Output>,
  options: RouteOptions<Schema, Output> = {},
): Handler {
  return handler(async (request, params, caller) => {
    const version = options.ifMatch && { version: matchedVersion(request.headers) };
    const given = await (options.input ?? standardInput)(request, params, caller);
    const input = version ? { ...(given as object), ...version } : given;
    const answer = useCase(caller, input as z.input<Schema>);
    const output = await (version ? answer.catch(refusePrecondition) : answer);
    const status = typeof options.status === "function" ? options.status(output) : (options.status ?? 200);
    const body = options.body ? options.body(output) : output;
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const headers = options.headers?.(output);
    if (!options.etag) return jsonText(text, status, headers);
    const etag = etagOf(text, options.etag === true ? undefined : options.etag(output));
    return reads(request) ? unlessKnown(request, text, etag) : jsonText(text, status, { ...headers, etag });
  });
}

/** Wraps a handler with the caller, the limits and the problem documents. */
export function handler(respond: (request: Request, params: Params, caller: Caller) => Promise<Response>): Handler {
  return async (request, context) => {
    const { headers } = request;
    const requestId = requestIdOf(headers);
    let standing: Record<string, string> | undefined;
    let response: Response;
    let params: Params = {};
    try {
      const caller = await callerOf(request.method, headers, requestId);
      const counted = await countCall(caller);
      standing = counted.headers;
      if (counted.refusal) throw counted.refusal;
      params = await paramsOf(context);
      response = await respond(request, params, caller);
    } catch (error) {
      response = problemOf(malformedAddress(error, request, params), pathOf(request.url), requestId);
    }
    return complete(response, requestId, standing);
  };
}

/** Next gives an address without parameters none at all. */
const paramsOf = async (context: HandlerContext): Promise<Params> => (await context.params) ?? {};

/** Wraps a handler that is open to everyone and never counted. */
export function open(respond: (request: Request, params: Params) => Response | Promise<Response>): Handler {
  return async (request, context) => {
    const requestId = requestIdOf(request.headers);
    try {
      return complete(await respond(request, await paramsOf(context)), requestId);
    } catch (error) {
      return complete(problemOf(error, pathOf(request.url), requestId), requestId);
    }
  };
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Methods = Record<(typeof METHODS)[number] | "OPTIONS", Handler>;

/** All methods of a resource; those it does not have answer 405 with `Allow`. */
export function resource(served: Partial<Methods>): Methods {
  const allow = Object.keys(served).flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  const headers = { allow: [...allow, "OPTIONS"].join(", ") };
  const refuse: Handler = async (request) => refuseMethod(request, headers);
  const OPTIONS: Handler = async (request) => {
    if (request.method !== "OPTIONS") return refuseMethod(request, headers); // a method few know, from the front
    return complete(new Response(null, { status: 204 }), requestIdOf(request.headers), headers);
  };
  return Object.fromEntries([
    ...METHODS.map((method) => [method, served[method] ?? refuse]),
    ["OPTIONS", OPTIONS],
  ]) as Methods;
}

/** Answers 404 for an address nobody serves, 405 for one that is served by other methods. */
export const unserved: Handler = async (request, context) =>
  context.allow ? refuseMethod(request, { allow: context.allow.join(", ") }) : unknownAddress(request, context);

const unknownAddress = handler(async () => {
  throw notFound("address");
});

function refuseMethod(request: Request, headers: { allow: string }): Response {
  const requestId = requestIdOf(request.headers);
  const fault = new Fault("method_not_allowed", `${request.method} is not served here.`);
  return complete(problemOf(fault, pathOf(request.url), requestId), requestId, headers);
}

function unlessKnown(request: Request, text: string, etag: string): Response {
  // Revalidated every time, by the caller alone: `no-store` would forbid it to keep what If-None-Match is about.
  const headers = { "cache-control": "private, no-cache", etag };
  return isKnown(request.headers, etag) ? new Response(null, { status: 304, headers }) : jsonText(text, 200, headers);
}

function pathOf(url: string): string {
  const start = url.indexOf("/", url.indexOf("//") + 2);
  const end = url.indexOf("?", start);
  return end < 0 ? url.slice(start) : url.slice(start, end);
}

const reads = (request: Request) => request.method === "GET" || request.method === "HEAD";

/** A malformed value in the address is 400, where a body's invalid field is 422. */
function malformedAddress(error: unknown, request: Request, params: Params): unknown {
  if (!(error instanceof Fault) || error.code !== "invalid") return error;
  const inPath = (path: string) => path in params;
  const bodiless = reads(request) || request.method === "DELETE";
  if (!bodiless && !error.extras.fields?.some(({ path }) => inPath(path))) return error;
  return new Fault("malformed", error.message, error.extras);
}

/** Path and query parameters of a read, path parameters and the JSON body of a write. */
export async function standardInput(request: Request, params: Params): Promise<Record<string, unknown>> {
  const bodiless = reads(request) || request.method === "DELETE";
  return { ...(bodiless ? queryOf(request.url) : await jsonBody(request)), ...params };
}
