const shared = globalThis as { [key: symbol]: (() => void) | undefined };
const key = Symbol.for("securesphere.jobs.wake");

/** Has this process look for jobs at once; other processes look every second. */
export const wakeJobs = () => shared[key]?.();

/** Names what is woken, while this process does jobs. */
export const onWake = (wake: (() => void) | undefined) => void (shared[key] = wake);
