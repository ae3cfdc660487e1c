import { EmbeddedError } from "@/db/embedded/embedded-error";
import { ConfigError } from "@/lib/kernel/config";
import { Fault } from "@/lib/kernel/fault";

/**
 * Why a start or a command failed, in one line for the person at the terminal where the cause is outside the program;
 * with its stack where it is a fault of ours.
 */
export function explainFailure(error: unknown): string {
  if (error instanceof ConfigError || error instanceof EmbeddedError || error instanceof Fault) return error.message;
  const cause = rootCause(error);
  const { code, address, port, hostname } = cause as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
    hostname?: string;
  };
  if (code === "EADDRINUSE") return `Port ${port} on ${address} is in use by another program: set PORT to a free one.`;
  if (code === "EADDRNOTAVAIL" || (code === "EACCES" && port))
    return `Cannot listen on ${address} port ${port} (${code}): set HOSTNAME and PORT.`;
  if (code && NETWORK.has(code))
    return `The database at ${hostname ?? `${address}:${port}`} cannot be reached (${code}): check DATABASE_URL.`;
  if (code && /^(28|3D|42501|53|57P)/.test(code)) return `The database refused: ${cause.message} (DATABASE_URL).`;
  if (code && /^E[A-Z]+$/.test(code)) return cause.message;
  return (error instanceof Error && error.stack) || String(error);
}

const NETWORK = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ECONNRESET",
  "EAI_AGAIN",
]);

/** The error beneath wrappers: Drizzle's, whose own text holds the statement, and Node's over several addresses. */
function rootCause(error: unknown): Error {
  if (error instanceof AggregateError && error.errors.length > 0) return rootCause(error.errors[0]);
  if (error instanceof Error && error.cause instanceof Error) return rootCause(error.cause);
  return error instanceof Error ? error : new Error(String(error));
}
