import { randomUUID } from "node:crypto";

const SANE = /^[A-Za-z0-9._-]{1,64}$/;

/** The request's id: the one the front, a proxy or the caller gave it, if it is fit for a log; else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given !== null && SANE.test(given) ? given : randomUUID();
}
