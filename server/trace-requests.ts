import type { IncomingMessage } from "node:http";
import { context, propagation, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { ServedRequest } from "./watch-request";

const tracer = trace.getTracer("securesphere");
const spans = new WeakMap<ServedRequest, Span>();

/** Serves a request within a span of its own, which goes on the trace of the caller's `traceparent`. */
export function traceRequest(incoming: IncomingMessage, served: ServedRequest, serve: () => void): void {
  const parent = propagation.extract(ROOT_CONTEXT, incoming.headers);
  const attributes = { "http.request.method": served.method, "securesphere.request_id": served.requestId };
  const span = tracer.startSpan(served.method, { kind: SpanKind.SERVER, attributes }, parent);
  spans.set(served, span);
  context.with(trace.setSpan(parent, span), serve);
}

/** Ends the span of a request whose answer has ended. */
export function endTrace(served: ServedRequest): void {
  const { method, route, status } = served;
  const span = spans.get(served);
  span?.updateName(`${method} ${route}`).setAttributes({ "http.route": route, "http.response.status_code": status });
  if (status >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
  span?.end();
}
