import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { describeError, log, redirectConsole, say } from "./log";

const CANARY = "Canary";
let lines: string[];
const { error, warn } = console;

beforeEach(() => {
  lines = [];
  const keep = (text: string | Uint8Array) => lines.push(String(text)) > 0;
  vi.spyOn(process.stdout, "write").mockImplementation(keep);
  vi.spyOn(process.stderr, "write").mockImplementation(keep);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  Object.assign(console, { error, warn });
});

describe("the log", () => {
  it("is one line of JSON each, whatever is said", () => {
    log("info", "two\nlines", { request_id: "r1", ms: 3 });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[^\n]*\n$/);
    expect(JSON.parse(lines[0]!)).toEqual({
      time: expect.any(String),
      level: "info",
      message: "two\nlines",
      request_id: "r1",
      ms: 3,
    });
  });

  it("speaks to people at a terminal, and in JSON where that is wanted", () => {
    say("Ready\nat once");
    expect(lines).toEqual(["Ready\nat once\n"]);
    vi.stubEnv("SECURESPHERE_LOG", "json");
    say("Ready\nat once");
    expect(lines.slice(1).map((line) => JSON.parse(line).message)).toEqual(["Ready", "at once"]);
  });

  it.each([
    ["a statement with its parameters", failedQuery()],
    [
      "a database's message with what was typed",
      database("22P02", `invalid input syntax for type integer: "${CANARY}"`),
    ],
    ["what could not be parsed", new SyntaxError(`Unexpected token 'C', "${CANARY} an"... is not valid JSON`)],
    ["a cut quotation", new Error(`no end: "${CANARY} of ${"x".repeat(600)}"`)],
    ["an address", new Error(`550 no such mailbox ${CANARY}@example.test`)],
    ["a key", new Error(`refused Bearer ${CANARY}`)],
    ["no error at all", `"${CANARY}"`],
  ])("keeps values out of errors: %s", (_, thrown) => {
    const described = describeError(thrown);
    expect(JSON.stringify(described)).not.toContain(CANARY);
    expect(described.message).toBeTruthy();
  });

  it("still says what it was and where", () => {
    expect(describeError(failedQuery())).toMatchObject({
      message: "the database answered 23505",
      code: "23505",
      constraint: "users_email_key",
      stack: expect.arrayContaining([expect.stringMatching(/^at .*log\.test\.ts/)]),
    });
    expect(describeError(new Error("The pool is gone"))).toMatchObject({ message: "The pool is gone", name: "Error" });
  });

  it("takes over what libraries print", () => {
    redirectConsole();
    const printer: Console = console;
    printer.error(" ⨯", failedQuery());
    printer.warn(`next-auth: "${CANARY}"`);
    expect(lines).toHaveLength(2);
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(["error", "warn"]);
    expect(lines.join()).not.toContain(CANARY);
  });
});

function database(code: string, message: string) {
  return Object.assign(new Error(message), { code, detail: `Key (email)=(${CANARY}) exists` });
}

/** As Drizzle throws it: statement and parameters in the message. */
function failedQuery() {
  const cause = Object.assign(database("23505", "duplicate key"), { constraint: "users_email_key" });
  return new Error(`Failed query: insert into users … params: ${CANARY}`, { cause });
}
