import { listTakenLogins } from "@/db/queries/legacy/accounts";
import type { Tx } from "@/lib/kernel/database";
import type { LegacyRow } from "./legacy-row";
import { namesLike } from "./move";
import { usernameLike, type LegacyAccount } from "./read-account";

const MOST_USERNAME = 64;

interface Claim<Id> extends Pick<LegacyAccount, "username" | "email" | "isActive"> {
  id: Id;
  row: Pick<LegacyRow, "complain">;
}

interface Login {
  username: string;
  email: string;
}

/**
 * A user name and an e-mail for each that nobody else has. They come oldest first: of those with an e-mail in common the
 * active, older one has it.
 */
export async function chooseLogins<Id extends number | string>(
  tx: Tx,
  originId: number,
  fresh: readonly Claim<Id>[],
): Promise<Map<Id, Login>> {
  const names = new Map(
    fresh.map(({ id, username }) => [
      id,
      [...namesLike(usernameLike(username, id), id, MOST_USERNAME, "-")].map((name) => name.toLowerCase()),
    ]),
  );
  const taken = await listTakenLogins(
    tx,
    [...names.values()].flat(),
    fresh.flatMap(({ email }) => email ?? []),
  );
  const here = new Set(taken.emails);
  const logins = new Map<Id, Login>();
  const ranked = [...fresh].sort((a, b) => Number(b.isActive) - Number(a.isActive));
  for (const { id, username: theirs, email: wanted, row } of ranked) {
    const options = [...namesLike(usernameLike(theirs, id), id, MOST_USERNAME, "-")];
    const username = options.find((name) => !taken.usernames.has(name.toLowerCase())) ?? `moved-${originId}-${id}`;
    taken.usernames.add(username.toLowerCase());
    if (username !== theirs) row.complain("its user name is not possible here or not free", `${theirs} is ${username}`);
    // No mail can ever go to `.invalid` (RFC 2606), nor be read there.
    const email = wanted && !taken.emails.has(wanted) ? wanted : `${username}@moved-${originId}.invalid`.toLowerCase();
    taken.emails.add(email);
    if (email !== wanted) row.complain(whyNot(wanted, here), wanted ? `${username}, ${wanted}` : username);
    logins.set(id, { username, email });
  }
  return logins;
}

function whyNot(wanted: string | undefined, here: ReadonlySet<string>): string {
  const then = "it signs in by its user name, and can be given another";
  if (!wanted) return `its e-mail cannot receive mail: ${then}`;
  return here.has(wanted)
    ? `its e-mail is that of an account here, with which it is not joined: ${then}`
    : `its e-mail is that of another account of the file: ${then}`;
}
