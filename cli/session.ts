import { type Command, InvalidArgumentError } from "commander";

import { shutDown } from "@/db/on-shutdown";
import { closePool } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { prepare, type Prepared } from "@/server/prepare";

/**
 * Runs a command's work with the database at hand: the running server's, or the embedded one started for the moment.
 * Everything is closed again before it resolves.
 */
export async function withDatabase<T>(work: (prepared: Prepared) => Promise<T>): Promise<T> {
  const prepared = await prepare({ purpose: "command", say: (line) => console.error(line) });
  try {
    return await work(prepared);
  } finally {
    await shutDown();
    await closePool();
    await prepared.close();
  }
}

/** Reads the id of something that an argument or an option names: `idOf("a product")`. */
export const idOf =
  (what: string) =>
  (value: string): number => {
    const given = id().safeParse(value);
    if (!given.success) throw new InvalidArgumentError(`It should be the id of ${what}.`);
    return given.data;
  };

/** Prints the result as JSON when asked to, else as the text for people. */
export function print(command: Command, result: unknown, text: string): void {
  console.log(command.optsWithGlobals().json ? JSON.stringify(result) : text);
}

/** Says on the error stream what is being done, when it changes. Ctrl-C stops it in good order. */
export function toldAtTheTerminal() {
  let last = "";
  const stopped = new AbortController();
  process.once("SIGINT", () => stopped.abort(new Fault("conflict", "Stopped.")));
  const progress = (_share: number, step: string) => {
    const [verb] = step.split(" ", 1);
    if (verb !== last) console.error(`${step} …`);
    last = verb!;
  };
  return { signal: stopped.signal, progress };
}
