import { config } from "@/lib/kernel/config";
import * as kernel from "@/lib/kernel/guarded-fetch";

/** Discovery, keys and tokens are some kilobytes, and somebody waits for them. */
const guard = (): kernel.Guard => ({
  privateHosts: config().ssoPrivateHosts,
  setting: "SSO_PRIVATE_HOSTS",
  waitMs: 8_000,
  mostBytes: 1_000_000,
});

/** Why we do not go to a provider's address; undefined: we may. */
export const addressProblem = (address: string) => kernel.addressProblem(address, guard());

/** The only way to a provider. */
export const guardedFetch = (address: string, request: { method?: string; headers?: HeadersInit; body?: unknown }) =>
  kernel.guardedFetch(address, request, guard());
