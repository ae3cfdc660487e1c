import pg from "pg";

/**
 * How many statements `work` sends to the database, over whichever connections: a list must cost as many for a thousand
 * rows as for one. BEGIN, COMMIT and the entering of the caller count too.
 */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const prototype = pg.Client.prototype as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  let sent = 0;
  prototype.query = function (this: unknown, ...args: unknown[]) {
    // The process's listener asks now and then whether it is still connected: that is nobody's work.
    if (args[0] !== "select 1") sent += (args[0] as { size?: number }).size ?? 1; // a batch (db/batch.ts) counts its statements
    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return sent;
}
