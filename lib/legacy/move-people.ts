import {
  insertAccounts,
  insertCredentials,
  listStandings,
  listTakenLogins,
  type AccountRow,
} from "@/db/queries/legacy/accounts";
import { keepIds } from "./keep-ids";
import { namesLike, type Move, type MovedPerson, type People } from "./move";
import { placeOrganizations } from "./place-organizations";
import { usernameLike, type LegacyAccount } from "./read-account";

const TABLE = "users";
const MOST_USERNAME = 64;

/**
 * Moves accounts in. None is ever joined with an account that is here already, even under the same e-mail: who has the
 * one may not be who has the other. Each stays an account of its own, and keeps its password.
 */
export async function movePeople(move: Move, accounts: LegacyAccount[]): Promise<People> {
  const { report, ledger } = move;
  const ids = new Map<number, number>();
  const fresh: LegacyAccount[] = [];
  for (const account of accounts) {
    const known = ledger.find(TABLE, account.key);
    if (known) {
      report.know(TABLE);
      if (known.content !== account.content)
        report.leave(TABLE, "changed there since it moved in; kept as it is here", account.id, account.username);
      if (known.recordId !== null) ids.set(account.id, known.recordId);
    } else if (!account.role) {
      report.leave(TABLE, "its role is none of client, lead, analyst and superuser", account.id, account.username);
    } else fresh.push(account);
  }
  await insert(move, fresh, ids);
  return standings(move, ids, new Set(fresh.map(({ id }) => id)));
}

async function insert(move: Move, fresh: LegacyAccount[], ids: Map<number, number>) {
  const { tx, report, ledger } = move;
  const organizations = await placeOrganizations(move, fresh);
  const logins = await chooseLogins(move, fresh);
  const kept = await keepIds(
    tx,
    report,
    TABLE,
    fresh.map(({ id }) => id),
  );
  const rows: AccountRow[] = [];
  const credentials: { user_id: number; password_hash: string }[] = [];
  const superusers: string[] = [];
  for (const account of fresh) {
    const id = kept.get(account.id)!;
    const { username, email } = logins.get(account.id)!;
    ids.set(account.id, id);
    const createdAt = (account.createdAt ?? new Date(move.now)).toISOString();
    const updatedAt = account.updatedAt?.toISOString() ?? createdAt;
    rows.push({
      ...{ id, username, email },
      organization_id: organizations.get(account.id)!,
      role: account.role!,
      first_name: account.firstName,
      last_name: account.lastName,
      phone: account.phone,
      is_active: account.isActive,
      disabled_at: account.isActive ? null : updatedAt,
      created_at: createdAt,
      updated_at: updatedAt,
    });
    if (account.passwordHash) credentials.push({ user_id: id, password_hash: account.passwordHash });
    else report.change(TABLE, "its password cannot be kept: a new one must be chosen", account.id, username);
    if (account.role === "superuser") superusers.push(username);
    account.row.tell(report);
    report.take(TABLE);
    ledger.add(TABLE, account.key, account.content, id);
  }
  await insertAccounts(tx, rows);
  await insertCredentials(tx, credentials);
  if (superusers.length) report.note(`Superusers see every organization here: ${superusers.join(", ")}.`);
}

interface Login {
  username: string;
  email: string;
}

/** A user name and an e-mail for each that nobody else has. Those with an e-mail in common: the active, older one has it. */
async function chooseLogins({ tx, ledger }: Move, fresh: LegacyAccount[]): Promise<Map<number, Login>> {
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
  const logins = new Map<number, Login>();
  const ranked = [...fresh].sort((a, b) => Number(b.isActive) - Number(a.isActive) || a.id - b.id);
  for (const { id, username: theirs, email: wanted, row } of ranked) {
    const options = [...namesLike(usernameLike(theirs, id), id, MOST_USERNAME, "-")];
    const username =
      options.find((name) => !taken.usernames.has(name.toLowerCase())) ?? `moved-${ledger.originId}-${id}`;
    taken.usernames.add(username.toLowerCase());
    if (username !== theirs) row.complain("its user name is not possible here or not free", `${theirs} is ${username}`);
    // No mail can ever go to `.invalid` (RFC 2606), nor be read there.
    const email =
      wanted && !taken.emails.has(wanted) ? wanted : `${username}@moved-${ledger.originId}.invalid`.toLowerCase();
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

async function standings({ tx }: Move, ids: Map<number, number>, fresh: ReadonlySet<number>): Promise<People> {
  const rows = new Map((await listStandings(tx, [...ids.values()])).map((row) => [row.id, row]));
  const people = new Map<number, MovedPerson>();
  for (const [legacyId, id] of ids) {
    const row = rows.get(id);
    if (row)
      people.set(legacyId, { id, role: row.role, organizationId: row.organization_id, isNew: fresh.has(legacyId) });
  }
  return people;
}
