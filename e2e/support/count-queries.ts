import pg from "pg";

/** How many statements the process sends to the database while `run` runs. */
export async function countQueries(run: () => Promise<unknown>): Promise<number> {
  const prototype = pg.Client.prototype as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  let count = 0;
  prototype.query = function counted(this: unknown, ...args: unknown[]) {
    count += 1;
    return original.apply(this, args);
  };
  try {
    await run();
    return count;
  } finally {
    prototype.query = original;
  }
}
