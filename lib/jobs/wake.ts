const shared = globalThis as { [key: symbol]: Set<() => void> | undefined };
const key = Symbol.for("securesphere.jobs.wake");

/** Has this process look for jobs at once; other processes look every second. */
export const wakeJobs = () => shared[key]?.forEach((wake) => wake());

/** Names what is woken, while this process does jobs; returns how to end that. */
export function onWake(wake: () => void): () => void {
  const woken = (shared[key] ??= new Set());
  woken.add(wake);
  return () => void woken.delete(wake);
}
