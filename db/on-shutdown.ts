type Task = () => Promise<void>;

const shared = globalThis as { [key: symbol]: Set<Task> | undefined };
const key = Symbol.for("securesphere.shutdown");

/** Registers what must be closed before the process ends. Shared by every bundle in the process. */
export function onShutdown(task: Task): void {
  (shared[key] ??= new Set()).add(task);
}

/** Closes everything registered, all at once; a failure in one does not keep the others open. */
export async function shutDown(): Promise<void> {
  const tasks = [...(shared[key] ?? [])];
  shared[key]?.clear();
  await Promise.allSettled(tasks.map((task) => task()));
}
