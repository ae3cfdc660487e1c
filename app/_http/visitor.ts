import { getCurrentActor } from "@/lib/identity/get-current-actor";
import type { Actor } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import { pageCaller } from "./page";

/** Who looks at a page that is open to visitors; undefined: nobody who is signed in. */
export async function maybeActor(): Promise<Actor | undefined> {
  try {
    return await getCurrentActor(await pageCaller(), {});
  } catch (error) {
    if (error instanceof Fault && error.code === "unauthenticated") return undefined;
    throw error;
  }
}
