import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { useFrontDoor } from "@/e2e/support/front-door";
import { call, makeKey } from "@/e2e/support/outside-caller";
import { useWorld } from "@/e2e/support/world";
import { observeRequest } from "./observe-requests";
import { startTracing } from "./start-tracing";
import { endTrace, traceRequest } from "./trace-requests";

interface SpanSent {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: Record<string, unknown> }[];
}

const world = useWorld();
const door = useFrontDoor({
  within: traceRequest,
  observe: (served) => {
    observeRequest(served);
    endTrace(served);
  },
});
const received: string[] = [];
let collector: Server;
let finish: (() => Promise<void>) | undefined;

beforeAll(async () => {
  collector = createServer((incoming, outgoing) => {
    let body = "";
    incoming.on("data", (chunk: Buffer) => (body += chunk));
    incoming.on("end", () => {
      received.push(body);
      outgoing.end("{}");
    });
  });
  await once(collector.listen(0, "127.0.0.1"), "listening");
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  finish = startTracing(process.env);
});
afterAll(() => new Promise((resolve) => collector.close(resolve)));

it("keeps no traces unless it is told where they go", () => {
  expect(startTracing({ NODE_ENV: "test" })).toBeUndefined();
});

it("sends a request's use case and statements on the caller's trace, and nothing that anybody wrote", async () => {
  const key = await makeKey(world, world.client);
  const traceId = "0af7651916cd43dd8448eb211c80319c";
  const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
  const answer = await call(door, "GET", "/api/v1/products?q=Searched", { key, headers });
  expect(answer.status).toBe(200);
  const refused = await call(door, "GET", "/api/v1/products/999999?q=Searched", { key, headers });
  expect(refused.status).toBe(404);
  await expect.poll(() => finish!().then(() => received.length)).toBeGreaterThan(0);

  type Batch = { resourceSpans: { scopeSpans: { spans: SpanSent[] }[] }[] };
  const spans = received.flatMap((body) =>
    (JSON.parse(body) as Batch).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
  const request = spans.find(({ name }) => name === "GET /api/v1/products")!;
  expect(request).toMatchObject({ traceId, parentSpanId: "b7ad6b7169203331" });
  const useCase = spans.find(({ parentSpanId }) => parentSpanId === request.spanId)!;
  expect(useCase).toMatchObject({ name: "assessment.product.list", traceId });
  const statements = spans.filter(({ parentSpanId }) => parentSpanId === useCase.spanId);
  expect(statements.map(({ name }) => name)).toContain("database");
  expect(JSON.stringify(statements[0]!.attributes)).toContain("begin_read_only");
  const missing = spans.find(({ attributes }) => attributes.some(({ key }) => key === "error.type"))!;
  expect(missing.attributes).toContainEqual({ key: "error.type", value: { stringValue: "not_found" } });

  const [person] = await world.sql<{ username: string }>("select username from users where id = $1", [world.client.id]);
  for (const said of ["Searched", key, person!.username, world.client.email])
    expect(received.join()).not.toContain(said);
});
