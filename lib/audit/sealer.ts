import { systemCaller } from "@/lib/kernel/actor";
import { checkSealing } from "./check-sealing";
import { MOST_SEALED, sealTrail } from "./seal-trail";
import { WitnessConflict, writeWitness } from "./write-witness";

const EVERY_MS = 1_000;
const CHECK_EVERY_MS = 30_000;

const sealer = systemCaller("job:sealer");

/** Seals all that waits, until told to stop. Returns how many entries that were. */
export async function sealAll(stopped = () => false): Promise<number> {
  let sealed = 0;
  for (let taken = MOST_SEALED; taken === MOST_SEALED && !stopped(); sealed += taken)
    taken = await sealTrail(sealer, {});
  return sealed;
}

/**
 * Seals once a second until stopped, and looks now and then whether sealing lags. What fails is said once, and tried again;
 * a witness that does not agree is left as it is and told to the superusers, while sealing goes on.
 */
export function startSealer(log: (line: string) => void): () => Promise<void> {
  let running: Promise<void> | undefined;
  let said = "";
  let witnessFault: string | undefined;
  let witnessed = false;
  let stopped = false;
  let checked = Date.now();

  const tick = async () => {
    try {
      if ((await sealAll(() => stopped)) > 0) witnessed = false;
      if (!witnessed) await writeWitness(sealer, {});
      witnessed = true;
      said = "";
      witnessFault = undefined;
    } catch (error) {
      const { message } = error as Error;
      if (error instanceof WitnessConflict || isOfFiles(error)) witnessFault = message;
      if (message !== said) log(`Sealing waits: ${message}`);
      said = message;
    }
    if (Date.now() - checked < CHECK_EVERY_MS) return;
    checked = Date.now();
    await checkSealing(sealer, { witnessFault }).catch(() => undefined); // the database is away: the next check tells
  };
  const timer = setInterval(() => void (running ??= tick().finally(() => (running = undefined))), EVERY_MS);
  return async () => {
    stopped = true;
    clearInterval(timer);
    await running;
  };
}

const isOfFiles = (error: unknown) => "path" in (error as object) || "syscall" in (error as object);
