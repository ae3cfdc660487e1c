import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Caller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import { networkOf } from "@/lib/kernel/network-of";

const WINDOW_SECONDS = 60;
const perMinute = (name: string, standard: number) => Number(process.env[name] || standard);

const shared = globalThis as { [key: symbol]: Limits | undefined };
interface Limits {
  caller: RateLimiterMemory;
  address: RateLimiterMemory;
}

/** Counted in this process, so that a request costs no database write. Shared by both doors. */
const limits = (): Limits =>
  (shared[Symbol.for("securesphere.limits")] ??= {
    caller: new RateLimiterMemory({ points: perMinute("API_CALLS_PER_MINUTE", 6_000), duration: WINDOW_SECONDS }),
    address: new RateLimiterMemory({
      points: perMinute("API_ADDRESS_CALLS_PER_MINUTE", 12_000),
      duration: WINDOW_SECONDS,
    }),
  });

/** How a call stands: the headers that say so (draft-ietf-httpapi-ratelimit-headers), and the refusal if it is too much. */
export interface Standing {
  headers: Record<string, string>;
  refusal?: Fault;
}

/** Counts a call against its key or session and against its address. */
export async function countCall(caller: Caller): Promise<Standing> {
  const { credential } = caller;
  const { caller: perCaller, address: perAddress } = limits();
  const address = networkOf(caller.address);
  const key = "hash" in credential ? credential.hash.toString("base64") : `address ${address}`;
  // The address first: one that is over its limit cannot make us remember any number of invented keys.
  const shared = await consume(perAddress, address);
  const [limit, state] = shared.refused ? [perAddress, shared] : [perCaller, await consume(perCaller, key)];
  const seconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
  const headers = {
    "ratelimit-policy": `"default";q=${limit.points};w=${WINDOW_SECONDS}`,
    ratelimit: `"default";r=${state.remainingPoints};t=${seconds}`,
  };
  if (!state.refused) return { headers };
  const message = `Too many calls. Try again in ${seconds} s.`;
  return { headers, refusal: new Fault("too_many_requests", message, { retryAfter: seconds }) };
}

async function consume(limiter: RateLimiterMemory, key: string) {
  try {
    const { remainingPoints, msBeforeNext } = await limiter.consume(key);
    return { remainingPoints, msBeforeNext, refused: false };
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    return { remainingPoints: 0, msBeforeNext: error.msBeforeNext, refused: true };
  }
}
