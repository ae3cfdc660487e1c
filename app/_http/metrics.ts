import { createHash, timingSafeEqual } from "node:crypto";
import { getMetrics, scrapeMetrics } from "@/lib/health/get-metrics";
import { open, route, type Handler } from "./route";

const TEXT = { "content-type": "text/plain; version=0.0.4; charset=utf-8" };

const byKey = route(getMetrics, { body: (text) => text, headers: () => TEXT });
const byToken = open(async () => new Response(await scrapeMetrics(), { headers: TEXT }));

/** For METRICS_TOKEN, which needs no database to be known, or a superuser's key. */
export const metrics: Handler = (request, context) =>
  isToken(request.headers) ? byToken(request, context) : byKey(request, context);

function isToken(headers: Headers): boolean {
  const token = process.env.METRICS_TOKEN;
  if (!token) return false;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(headers.get("authorization") ?? ""), digest(`Bearer ${token}`));
}
