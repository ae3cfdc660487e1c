const EVERY_MS = 300;

/**
 * Ends this process, as a signal would, when the npm that started it is gone: npm passes a signal on to a shell, and not
 * every shell passes it on to us.
 */
export function followParent() {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, EVERY_MS);
  watch.unref();
}
