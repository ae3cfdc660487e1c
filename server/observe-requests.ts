import { log, logsRequests } from "@/lib/kernel/log";
import { measures } from "@/lib/kernel/measure";
import type { ServedRequest } from "./watch-request";

/** Measures each request and, where the log is JSON, writes a line of it. A stream stays open for hours: only its line. */
export function observeRequest({ method, route, status, seconds, requestId }: ServedRequest): void {
  if (!route.endsWith("/stream")) measures().requests.observe({ method, route, status }, seconds);
  if (logsRequests())
    log("info", "request", { request_id: requestId, method, route, status, ms: Math.round(seconds * 1e4) / 10 });
}
