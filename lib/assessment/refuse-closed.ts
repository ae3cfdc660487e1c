import { Fault } from "@/lib/kernel/fault";

/**
 * Refuses to change answers, and what is said of them, while a product's round is closed.
 * @throws Fault locked
 */
export function refuseClosed(set: { closed: boolean }): void {
  if (!set.closed) return;
  throw new Fault("locked", "This assessment round is closed: its answers are read-only until a new round is started.");
}
