import { AsyncLocalStorage } from "node:async_hooks";
import { openPool, type Pool } from "@/db/client";
import { Fault } from "./fault";
import { describeError, log } from "./log";
import { measures } from "./measure";
import { beginSpan } from "./trace";

const shared = globalThis as { [key: symbol]: Pool | undefined };
const key = Symbol.for("securesphere.pool");

export type { Answer, Statement, Tx } from "@/db/client";

const number = (name: string, fallback: number) => Number(process.env[name] || fallback);

/**
 * The pool of this process, opened at first use and shared by the front and Next's bundle. It connects as the powerless
 * role of DATABASE_APP_URL, which start-up sets.
 */
export function pool(): Pool {
  return (
    elsewhere.getStore() ??
    (shared[key] ??= openPool({
      url: process.env.DATABASE_APP_URL ?? "",
      size: number("DATABASE_POOL_SIZE", 16),
      waitMs: number("DATABASE_POOL_WAIT_MS", 5_000),
      queryMs: number("DATABASE_QUERY_TIMEOUT_MS", 35_000),
      prepare: process.env.DATABASE_PREPARE !== "0",
      observer,
    }))
  );
}

const elsewhere = new AsyncLocalStorage<Pool>();

/** Runs use cases on another database than this process's own, as its server's role: on one restored for a look. */
export async function onDatabase<T>(url: string, work: () => Promise<T>): Promise<T> {
  const there = openPool({ url, size: 2, waitMs: 10_000, queryMs: 600_000, prepare: true });
  try {
    return await elsewhere.run(there, work);
  } finally {
    await there.close();
  }
}

const { batches, poolWaits, failedConnections } = measures();
const observer = {
  sent: (statements: readonly { name: string | undefined }[]) => {
    const span = beginSpan("database", { "securesphere.statements": statements.flatMap(({ name }) => name ?? []) });
    return (seconds: number) => {
      span.end();
      batches.observe(seconds);
    };
  },
  connected: (seconds: number) => poolWaits.observe(seconds),
  refused: (error: unknown) =>
    failedConnections.inc({ reason: /timeout exceeded/.test((error as Error).message) ? "exhausted" : "refused" }),
};

/** Closes the pool, at shutdown. */
export async function closePool(): Promise<void> {
  const open = shared[key];
  shared[key] = undefined;
  await open?.close();
}

let limits: Record<string, string> | undefined;

/** Milliseconds, set for each transaction (docs/OPERATING.md); read once, when the first begins. */
export const timeouts = () =>
  (limits ??= {
    statement_timeout: String(number("DATABASE_STATEMENT_TIMEOUT_MS", 30_000)),
    lock_timeout: String(number("DATABASE_LOCK_TIMEOUT_MS", 10_000)),
    idle_timeout: String(number("DATABASE_IDLE_TIMEOUT_MS", 30_000)),
  });

const away = /^(08|57P|53|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|ENOENT|57014)/;

/** In what the database says of where it failed: the trail's own insert, by a trigger or for a named event. */
const UNRECORDED = /function app\.(audit\(\)|log_event\([^)]*\)) line \d+ at SQL statement/;

/** Turns what the driver throws into what a caller may know. Anything unknown is returned as it is. */
export function translateDatabaseError(error: unknown): unknown {
  if (error instanceof Fault || !(error instanceof Error)) return error;
  const cause = (error.cause instanceof Error ? error.cause : error) as Error & { code?: string };
  const code = cause.code ?? "";
  const message = cause.message;
  if (code === "55P03")
    return new Fault("conflict", "Someone else is changing the same record. Try again.", { retryAfter: 1 });
  if (code === "40P01" || code === "40001")
    return new Fault("unavailable", "Too many changes at once. Nothing was changed; try again.", { retryAfter: 1 });
  if (
    away.test(code) ||
    /terminated|timeout exceeded|Connection ended|not queryable|Query read timeout|recovery mode/.test(message)
  ) {
    return new Fault("unavailable", "The database is away or overloaded. Nothing was changed; try again shortly.", {
      retryAfter: 2,
    });
  }
  if (UNRECORDED.test((cause as { where?: string }).where ?? "")) {
    log("error", "the audit trail could not be written", { error: describeError(error) });
    return new Fault("unavailable", "This could not be recorded in the audit trail, so it was not done.", {
      retryAfter: 10,
    });
  }
  if (code === "22021" || code === "22P05")
    return new Fault("invalid", "A text contains a character that cannot be stored (NUL).");
  return error;
}

/** The name of the constraint a write broke, if that is what went wrong. */
export function brokenConstraint(error: unknown): string | undefined {
  const cause = (error instanceof Error && error.cause instanceof Error ? error.cause : error) as {
    code?: string;
    constraint?: string;
  };
  return cause?.code === "23505" || cause?.code === "23503" || cause?.code === "23514" ? cause.constraint : undefined;
}
