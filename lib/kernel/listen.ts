import { openListener } from "@/db/listener";
import { onShutdown } from "@/db/on-shutdown";

/** What one part of the process wants to hear of what transactions anywhere have committed. */
export interface Listener {
  /** `notice <user>`, `change <user>` or `mail` (migration 0009): ids, never content. */
  heard: (message: string) => void;
  /** All is heard from now on; something may have been missed before. */
  hearing?: () => void;
}

const CHANNEL = "securesphere";

interface Ear {
  listeners: Set<Listener>;
  open?: ReturnType<typeof openListener>;
}

const shared = globalThis as { [key: symbol]: Ear | undefined };
const ear: Ear = (shared[Symbol.for("securesphere.ear")] ??= { listeners: new Set() });

/**
 * Hears what every replica's transactions tell, on the one connection that this process has for it. The first listener
 * opens it and the last one closes it; returns how to stop.
 */
export function listen(listener: Listener): () => void {
  ear.listeners.add(listener);
  if (!ear.open) {
    ear.open = openListener({
      url: process.env.DATABASE_LISTEN_URL || process.env.DATABASE_APP_URL || "",
      channel: CHANNEL,
      onMessage: (message) => ear.listeners.forEach(({ heard }) => heard(message)),
      onHearing: () => ear.listeners.forEach(({ hearing }) => hearing?.()),
    });
    onShutdown(closeEar);
  }
  return () => {
    ear.listeners.delete(listener);
    if (ear.listeners.size === 0) void closeEar();
  };
}

async function closeEar(): Promise<void> {
  const { open } = ear;
  ear.open = undefined;
  await open?.close();
}
