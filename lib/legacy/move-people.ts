import { insertAccounts, insertCredentials, listStandings, type AccountRow } from "@/db/queries/legacy/accounts";
import { chooseLogins } from "./choose-logins";
import { keepIds } from "./keep-ids";
import type { Move, MovedPerson, People } from "./move";
import { placeOrganizations } from "./place-organizations";
import type { LegacyAccount } from "./read-account";

const TABLE = "users";

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
  const logins = await chooseLogins(tx, ledger.originId, fresh);
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
