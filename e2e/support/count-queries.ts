import pg from "pg";
import { vi } from "vitest";

/** How many statements `run` sends to the database, transaction control included. */
export async function countQueries(run: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  try {
    await run();
    return sent.mock.calls.length;
  } finally {
    sent.mockRestore();
  }
}
