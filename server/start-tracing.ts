import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  type ReadableSpan,
  type Span,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace-node";

/** What Next writes of a request that a person may be read from: addresses with what was searched for. */
const PERSONAL = ["http.target", "http.url", "url.full", "url.path", "url.query", "next.page"];

/** Hands on spans without what callers wrote: addresses, and messages of errors. */
class Impersonal implements SpanProcessor {
  constructor(private readonly next: SpanProcessor) {}
  onStart(span: Span, context: Parameters<SpanProcessor["onStart"]>[1]) {
    this.next.onStart(span, context);
  }
  onEnd(span: ReadableSpan) {
    for (const name of PERSONAL) delete span.attributes[name];
    span.events.length = 0;
    delete span.status.message;
    this.next.onEnd(span);
  }
  forceFlush = () => this.next.forceFlush();
  shutdown = () => this.next.shutdown();
}

/**
 * Sends traces where OpenTelemetry's own variables say; undefined where they say nothing. Call it before anything is
 * served. The returned function sends what is left.
 */
export function startTracing(env: NodeJS.ProcessEnv): (() => Promise<void>) | undefined {
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT && !env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) return undefined;
  env.OTEL_SERVICE_NAME ||= "securesphere";
  const exporter = new BatchSpanProcessor(new OTLPTraceExporter());
  const provider = new NodeTracerProvider({ spanProcessors: [new Impersonal(exporter)] });
  provider.register();
  // A collector that is away costs traces, nothing else.
  return () => provider.shutdown().catch(() => {});
}
