type Level = "info" | "warn" | "error";

/** Whether everything is said as JSON lines, a line for each request too. Else people at a terminal are spoken to. */
export const logsRequests = () => process.env.SECURESPHERE_LOG === "json";

const streams = { info: process.stdout, warn: process.stderr, error: process.stderr };

/**
 * Writes one line of JSON: when, how bad, what, and fields of ours. A field's value is a name, a number or an id; what
 * people wrote, their names and addresses never are, and `describeError` keeps them out of what libraries say.
 */
export function log(level: Level, message: string, fields: Record<string, unknown> = {}): void {
  streams[level].write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
}

/** Says something to whoever started the process: as it is, or as a line of the log. */
export function say(text: string): void {
  if (logsRequests()) for (const line of text.split("\n").filter(Boolean)) log("info", line);
  else process.stdout.write(`${text}\n`);
}

/** What libraries say to the console becomes lines of the log, without the values in it: they print errors whole. */
export function redirectConsole(): void {
  const into =
    (level: Level) =>
    (...said: unknown[]) => {
      const error = said.find((each) => each instanceof Error);
      const texts = said.filter((each) => typeof each === "string");
      log(level, texts.map(withoutValues).join(" ") || "an error", error ? { error: describeError(error) } : {});
    };
  Object.assign(console, { error: into("error"), warn: into("warn") });
}

const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * What may be logged of an error. A database's message may quote what somebody typed, so its code and the names of table
 * and constraint stand for it; of other messages, what is quoted and what looks like an e-mail is left out.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: withoutValues(String(error)) };
  const cause = (error.cause instanceof Error ? error.cause : error) as Error & {
    code?: string;
    table?: string;
    constraint?: string;
  };
  const fromDatabase = SQLSTATE.test(cause.code ?? "");
  return {
    name: cause.name,
    message: fromDatabase ? `the database answered ${cause.code}` : withoutValues(cause.message),
    code: cause.code,
    table: cause.table,
    constraint: cause.constraint,
    stack: frames(cause.stack),
  };
}

const withoutValues = (text: string) =>
  text
    .slice(0, 500)
    .replace(/"[^"]*"?|'[^']*'?|`[^`]*`?|“[^”]*”?/g, "…")
    .replace(/\S+@\S+/g, "…")
    .replace(/\bBearer\s+\S+/gi, "…");

/** Where it happened, without the message in its first lines. */
const frames = (stack = "") =>
  stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
