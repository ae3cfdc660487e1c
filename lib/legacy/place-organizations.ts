import { ensureOrganizations, listOrganizationNames } from "@/db/queries/legacy/accounts";
import { displayName } from "@/lib/kernel/actor";
import { namesLike, type Move } from "./move";
import type { LegacyAccount } from "./read-account";

const TABLE = "users";
const MOST_NAME = 200;
/** Where those who serve several organizations belong when nothing else is said, as on the command line. */
const HOUSE = "SecureSphere";

/**
 * The organization of each account: the one its text names, in any case. A client without one gets one of its own, which
 * nobody else has: to be put with strangers would show it their work.
 */
export async function placeOrganizations(move: Move, accounts: LegacyAccount[]): Promise<Map<number, number>> {
  const { tx, report, ledger } = move;
  const names = await nameOrganizations(move, accounts);
  const rows = await ensureOrganizations(tx, [...names.values()]);
  const placed = new Map<number, number>();
  const made = new Set<number>();
  for (const [at, account] of accounts.entries()) {
    const { id, name, made: isMade } = rows[at]!;
    placed.set(account.id, id);
    if (isMade) made.add(id);
    else if (account.organization && !isOurs(move, id))
      report.change(TABLE, "joins an organization that was here before", account.id, `${account.username}: ${name}`);
  }
  for (const id of made) ledger.add("organizations", String(id), "", id);
  report.make("organizations", made.size);
  return placed;
}

/** Whether an organization moved in from this system, now or earlier. */
export const isOurs = ({ ledger }: Pick<Move, "ledger">, organizationId: number) =>
  ledger.find("organizations", String(organizationId)) !== undefined;

/** Names in the order of the accounts. */
async function nameOrganizations({ tx, ledger }: Move, accounts: LegacyAccount[]): Promise<Map<number, string>> {
  const homeless = accounts.filter(({ organization, role }) => !organization && role === "client");
  const candidates = new Map(
    homeless.map((account) => [account.id, [...namesLike(ownName(account), account.id, MOST_NAME, " ")]]),
  );
  const taken = await listOrganizationNames(tx, [...candidates.values()].flat());
  for (const { organization } of accounts) if (organization) taken.add(organization.toLowerCase());
  taken.add(HOUSE.toLowerCase());
  const names = new Map<number, string>();
  for (const account of accounts) {
    const { id, organization, row } = account;
    if (organization) names.set(id, organization);
    else if (account.role !== "client") names.set(id, HOUSE);
    else {
      const own =
        candidates.get(id)!.find((name) => !taken.has(name.toLowerCase())) ?? `Moved in ${ledger.originId}-${id}`;
      taken.add(own.toLowerCase());
      names.set(id, own);
      row.complain("it had no organization and has one of its own", own);
    }
  }
  return names;
}

const ownName = ({ firstName, lastName, username, id }: LegacyAccount) =>
  displayName({ firstName, lastName, username: username || `Client ${id}` }).slice(0, MOST_NAME);
