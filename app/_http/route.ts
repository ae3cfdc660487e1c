import type { z } from "zod";
import type { UseCase } from "@/lib/kernel/gate";
import { Fault } from "@/lib/kernel/fault";
import { callerOf } from "./caller";
import { problemOf } from "./problem";

/** A handler of `app/api`: imports nothing of Next, so that both doors can call it. */
export type Handler = (request: Request, context: HandlerContext) => Promise<Response>;
export interface HandlerContext {
  params: Promise<Record<string, string | string[]>>;
}

export interface RouteOptions<Schema extends z.ZodType, Output> {
  /** What the use case is given; standard: path and query parameters, and the JSON body of a write. */
  input?: (request: Request, params: Record<string, string | string[]>) => Promise<z.input<Schema>> | z.input<Schema>;
  status?: number | ((output: Output) => number);
  /** The body; a string is JSON text already (built in the database). */
  body?: (output: Output) => unknown;
  headers?: (output: Output) => Record<string, string>;
}

/** Makes a handler of a use case: request → caller and input → output → response; what is thrown → problem document. */
export function route<Schema extends z.ZodType, Output>(
  useCase: UseCase<Schema, Output>,
  options: RouteOptions<Schema, Output> = {},
): Handler {
  return handler(async (request, params, caller) => {
    const input = await (options.input ?? standardInput)(request, params);
    const output = await useCase(caller, input as z.input<Schema>);
    const status = typeof options.status === "function" ? options.status(output) : (options.status ?? 200);
    const body = options.body ? options.body(output) : output;
    return json(body, status, caller.requestId, options.headers?.(output));
  });
}

/** Wraps a hand-written handler with the caller and the problem documents. */
export function handler(
  respond: (
    request: Request,
    params: Record<string, string | string[]>,
    caller: Awaited<ReturnType<typeof callerOf>>,
  ) => Promise<Response>,
): Handler {
  return async (request, context) => {
    const requestId = request.headers.get("x-request-id") ?? crypto.randomUUID();
    try {
      const caller = await callerOf(request.method, request.headers);
      return await respond(request, await context.params, caller);
    } catch (error) {
      return problemOf(error, pathOf(request), requestId);
    }
  };
}

export function json(body: unknown, status: number, requestId: string, headers: Record<string, string> = {}): Response {
  return new Response(typeof body === "string" ? body : JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/json",
      "cache-control": "private, no-store",
      "x-request-id": requestId,
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}

const pathOf = (request: Request) => new URL(request.url).pathname;

async function standardInput(request: Request, params: Record<string, string | string[]>): Promise<never> {
  const query = request.url.includes("?") ? Object.fromEntries(new URL(request.url).searchParams) : {};
  const body = request.method === "GET" || request.method === "DELETE" ? {} : await jsonBody(request);
  return { ...body, ...query, ...params } as never;
}

/** @throws Fault malformed when the body is not a JSON object, unsupported_media_type when it is not JSON at all */
export async function jsonBody(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/(json|[a-z.+-]+\+json)\b/i.test(type)) {
    throw new Fault("unsupported_media_type", "Send the body as application/json.");
  }
  let value: unknown;
  try {
    value = await request.json();
  } catch {
    throw new Fault("malformed", "The body is not valid JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Fault("malformed", "The body should be a JSON object.");
  }
  return value as Record<string, unknown>;
}
