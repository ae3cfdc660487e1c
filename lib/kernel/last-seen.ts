import type { Use } from "@/db/queries/kernel/last-seen";

/** A use is noted at most once in so many milliseconds per session or key. */
const NOTE_EVERY_MS = 60_000;
const FLUSH_EVERY_MS = 15_000;

interface Notes {
  pending: Map<string, Use>;
  noted: Map<string, number>;
  timer: NodeJS.Timeout | undefined;
  write: (uses: Use[]) => Promise<void>;
}

const shared = globalThis as { [key: symbol]: Notes | undefined };
const notes: Notes = (shared[Symbol.for("securesphere.last-seen")] ??= {
  pending: new Map(),
  noted: new Map(),
  timer: undefined,
  write: async () => {},
});

/** Remembers that a session or key was just used. Costs no database write per request: uses are written in batches. */
export function noteUse(kind: Use["kind"], id: number): void {
  const key = `${kind}:${id}`;
  const now = Date.now();
  if (now - (notes.noted.get(key) ?? 0) < NOTE_EVERY_MS) return;
  if (notes.noted.size > 50_000) notes.noted.clear();
  notes.noted.set(key, now);
  notes.pending.set(key, { kind, id, at: new Date(now) });
  notes.timer ??= setTimeout(() => void flushUses(), FLUSH_EVERY_MS).unref();
}

/** Writes the uses noted so far; at shutdown too. A batch that cannot be written is dropped: the next use notes again. */
async function flushUses(): Promise<void> {
  clearTimeout(notes.timer);
  notes.timer = undefined;
  const batch = [...notes.pending.values()];
  notes.pending.clear();
  if (batch.length) await notes.write(batch).catch(() => {});
}

/** The gate lends the transaction in which uses are written. */
export function writeUsesWith(write: (uses: Use[]) => Promise<void>): void {
  notes.write = write;
}
