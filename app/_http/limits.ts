import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Caller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";

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
    caller: new RateLimiterMemory({ points: perMinute("API_CALLS_PER_MINUTE", 1200), duration: WINDOW_SECONDS }),
    address: new RateLimiterMemory({
      points: perMinute("API_ADDRESS_CALLS_PER_MINUTE", 6000),
      duration: WINDOW_SECONDS,
    }),
  });

/**
 * Counts a call against its key or session and its address.
 * @returns the headers that tell the caller where it stands (draft-ietf-httpapi-ratelimit-headers)
 * @throws Fault too_many_requests with the seconds to wait
 */
export async function countCall(caller: Caller): Promise<Record<string, string>> {
  const { credential, address } = caller;
  const { caller: perCaller, address: perAddress } = limits();
  try {
    const key = "hash" in credential ? credential.hash.toString("base64") : `address ${address}`;
    const [left] = await Promise.all([perCaller.consume(key), perAddress.consume(address)]);
    const seconds = Math.ceil(left.msBeforeNext / 1000);
    return {
      "ratelimit-policy": `"default";q=${perCaller.points};w=${WINDOW_SECONDS}`,
      ratelimit: `"default";r=${left.remainingPoints};t=${seconds}`,
    };
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const retryAfter = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw new Fault("too_many_requests", `Too many calls. Try again in ${retryAfter} s.`, { retryAfter });
  }
}
