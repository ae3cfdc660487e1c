import { z } from "zod";
import { Fault } from "@/lib/kernel/fault";
import { describeError, log } from "@/lib/kernel/log";
import { jsonText } from "./respond";

export const titles: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not permitted",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  412: "Precondition failed",
  413: "Too large",
  415: "Unsupported media type",
  422: "Invalid",
  428: "Precondition required",
  429: "Too many requests",
  500: "Internal error",
  503: "Unavailable",
};

/** What each status means to a caller; the API's documents say it in these words. */
export const problemStatuses: Record<number, string> = {
  400: "the body, a path or query value or a cursor cannot be read.",
  401: "no valid session or key.",
  403: "known, but without the right or the scope; or a browser's write from another site.",
  404: "there is no such thing, or it is not within reach.",
  405: "the address does not serve this method; `Allow` says which it does.",
  409: "`version` is stale, the answer is approved and locked, or somebody else is at it this moment.",
  412: "`If-Match` names a state that is no longer current.",
  413: "the body, a file or the number of parts is over the limit.",
  415: "a media type, or a kind of file, that is not taken.",
  422: "well-formed but not valid; `errors` names every field. Also an `Idempotency-Key` used with another body.",
  428: "`If-Match` is required.",
  429: "over the limit of calls; `Retry-After` says when to go on.",
  500: "an error of ours; quote `request_id`.",
  503: "the database is away or overloaded; nothing was changed. `Retry-After` says when to try again.",
};

/** RFC 9457, with members of ours. `error` repeats `detail` for callers of the original system. */
export const problemSchema = z
  .looseObject({
    type: z.string().describe("Where the code is explained."),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("What is wrong, for people."),
    instance: z.string().describe("The path that was called."),
    code: z.string().describe("What is wrong, for programs: stable."),
    request_id: z.string(),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe("Every field that is not valid."),
    error: z.string().describe("The same as `detail`."),
  })
  .meta({ id: "Problem" });
type Problem = z.infer<typeof problemSchema>;

/** The one translation of what a use case throws; an unknown error shows only the request's id. */
export function problemOf(error: unknown, instance: string, requestId: string): Response {
  const fault = asFault(error, requestId);
  const { status, code, message: detail, extras } = fault;
  const body: Problem = {
    type: `/api/docs#${code}`,
    title: titles[status] ?? "Error",
    status,
    detail,
    instance,
    code,
    request_id: requestId,
    ...(extras.fields && { errors: extras.fields }),
    error: detail,
    ...extras.details,
  };
  return jsonText(JSON.stringify(body), status, {
    "content-type": "application/problem+json",
    ...(extras.retryAfter && { "retry-after": String(extras.retryAfter) }),
    ...(status === 401 && { "www-authenticate": "Bearer" }),
  });
}

/** What a caller may know of an error; the rest goes to the log, found by the request's id. */
export function asFault(error: unknown, requestId: string): Fault {
  if (error instanceof Fault) return error;
  log("error", "a request failed", { request_id: requestId, error: describeError(error) });
  return new Fault(
    "internal",
    `Something went wrong on our side; nothing was changed. Quote ${requestId} when you report it.`,
  );
}
