import { beforeAll } from "vitest";
import { anonymous, type Person, type World } from "@/e2e/support/world";
import type { Caller } from "@/lib/kernel/actor";
import { hashPassword } from "@/lib/identity/password-hash";
import { signIn } from "@/lib/identity/sign-in";
import { hashToken } from "@/lib/identity/token";

/** The password of every member; good by the rules. */
export const PASSWORD = "seven otters quarrel loudly";

let addresses = 0;
/** Somebody at an address of its own. */
export const visitor = (): Caller => ({ ...anonymous, address: `192.0.2.${++addresses % 250}` });

/** People who sign in with a password, in a world of tests. */
export function useMembers(world: World) {
  let hash: string;
  beforeAll(async () => {
    hash = await hashPassword(PASSWORD);
  });
  return {
    /** Gives a person the password, and says its user name. */
    async withPassword(person: Person): Promise<Person & { username: string }> {
      await world.sql("insert into credentials (user_id, password_hash) values ($1, $2)", [person.id, hash]);
      return { ...person, username: person.email.split("@")[0]! };
    },
    async add(): Promise<Person & { username: string }> {
      return this.withPassword(await world.addPerson("client", world.acme));
    },
  };
}

/** Signs in and returns the caller of the new session. */
export async function enter(login: string, password = PASSWORD, device?: string) {
  const outcome = await signIn(visitor(), { login, password, device });
  if (outcome.kind !== "signed-in") throw new Error(outcome.kind);
  const caller: Caller = { ...anonymous, credential: { kind: "session", hash: hashToken(outcome.token) } };
  return { ...outcome, caller };
}
