import { setTimeout as wait } from "node:timers/promises";

const LOOK_MS = 1_000;

/** Does what must not happen while a backup is made, as soon as none is: `work` says undefined while one is. */
export async function whenNoBackupIsMade<T>(signal: AbortSignal, work: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    const result = await work();
    if (result !== undefined) return result;
    await wait(LOOK_MS, undefined, { signal }).catch(() => undefined); // why it was stopped is thrown above
  }
}
