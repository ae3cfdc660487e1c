import { type Attributes, type Span, SpanStatusCode, trace } from "@opentelemetry/api";

/*
 * Traces (docs/OPERATING.md). Attributes are names from the code, never values of a request. Where no traces are kept, the
 * library's spans do nothing.
 */
const tracer = trace.getTracer("securesphere");

/** Runs work as a span of the trace under way. What is thrown is named by its code alone: messages may quote somebody. */
export function traced<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      const { code = "internal" } = error as { code?: string };
      span.setAttribute("error.type", code).setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Begins a span of the trace under way, to be ended by who knows when it is over. */
export const beginSpan = (name: string, attributes: Attributes): Span => tracer.startSpan(name, { attributes });
