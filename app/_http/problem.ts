import { Fault, type FieldError } from "@/lib/kernel/fault";

const titles: Record<number, string> = {
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

/** RFC 9457, with the members of docs: Errors. `error` repeats `detail` for callers of the original system. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  request_id: string;
  errors?: FieldError[];
  error: string;
}

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
  const headers = new Headers({ "content-type": "application/problem+json" });
  if (extras.retryAfter) headers.set("retry-after", String(extras.retryAfter));
  if (status === 401) headers.set("www-authenticate", "Bearer");
  return new Response(JSON.stringify(body), { status, headers });
}

/** What a caller may know of an error; the rest goes to the log, found by the request's id. */
export function asFault(error: unknown, requestId: string): Fault {
  if (error instanceof Fault) return error;
  console.error(JSON.stringify({ level: "error", request_id: requestId, error: describe(error) }));
  return new Fault(
    "internal",
    `Something went wrong on our side; nothing was changed. Quote ${requestId} when you report it.`,
  );
}

/** Driver errors carry the statement's parameters in their message: only the cause's own text is logged. */
function describe(error: unknown) {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause : error;
  return {
    name: cause.name,
    message: cause.message.slice(0, 500),
    code: (cause as { code?: string }).code,
    stack: cause.stack,
  };
}
