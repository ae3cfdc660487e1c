import { hash, verify } from "@node-rs/argon2";
import { Fault } from "@/lib/kernel/fault";
import { isWerkzeugHash, verifyWerkzeug } from "./werkzeug-hash";

/** argon2id, about 50 ms and 32 MiB a time; more than the least that OWASP names (19 MiB, two passes). */
const COST = { memoryCost: 32_768, timeCost: 3, parallelism: 1 };

/** So many at a time: a flood of log-ins must leave the cores and the memory to those who are in. */
const AT_ONCE = 2;
const MOST_WAITING = 64;

interface Gauge {
  running: number;
  waiting: (() => void)[];
  dummy?: Promise<string>;
}

const shared = globalThis as { [key: symbol]: Gauge | undefined };
const gauge: Gauge = (shared[Symbol.for("securesphere.hashing")] ??= { running: 0, waiting: [] });

// The same characters, however the keyboard composed them (NIST SP 800-63B-4, 3.1.1.2).
const normalized = (password: string) => password.normalize("NFKC");

/** The PHC string under which a password is kept. */
export const hashPassword = (password: string): Promise<string> => bounded(() => hash(normalized(password), COST));

/** Whether a hash is of another system's making: to be replaced by one of ours when its password is next given. */
export const isForeignHash = isWerkzeugHash;

/**
 * Whether a password is the one behind a hash, ours or one that moved in. Without a hash it takes as long, and is false:
 * whether there is an account must not show in the time.
 * @throws Fault unavailable when too many wait already
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const against = passwordHash ?? (await (gauge.dummy ??= hash("nobody's password", COST)));
  const matches = await bounded(() =>
    isForeignHash(against)
      ? verifyWerkzeug(against, password)
      : verify(against, normalized(password)).catch(() => false),
  );
  return matches && passwordHash !== undefined;
}

async function bounded<T>(work: () => Promise<T>): Promise<T> {
  if (gauge.running >= AT_ONCE) {
    if (gauge.waiting.length >= MOST_WAITING) {
      throw new Fault("unavailable", "Too many people are signing in right now. Try again shortly.", { retryAfter: 2 });
    }
    await new Promise<void>((resolve) => gauge.waiting.push(resolve));
  } else gauge.running += 1;
  try {
    return await work();
  } finally {
    const next = gauge.waiting.shift();
    if (next) next();
    else gauge.running -= 1;
  }
}
