import { insertAccounts, insertCredentials, type AccountRow } from "@/db/queries/legacy/accounts";
import { drawIds } from "@/db/queries/legacy/ids";
import { emailInput } from "@/lib/identity/account-input";
import { isForeignHash } from "@/lib/identity/password-hash";
import { chooseLogins } from "../choose-logins";
import type { Batch } from "./batch";
import type { Line, SystemRow } from "./system-row";

/** Words for those who investigated there; any other is worth no access here until somebody says so. */
const INVESTIGATES = new Set(["admin", "administrator", "superuser", "analyst", "investigator", ""]);
const ADMINISTERS = new Set(["admin", "administrator", "superuser"]);

const read = ({ row, key }: Line) => {
  const email = emailInput.safeParse(row.line("email", 300));
  return {
    ...{ id: key, row, username: row.line("username", 300) },
    email: email.success ? email.data : undefined,
    isActive: row.flag("is_active") ?? true,
  };
};

/** Moves those who worked with the system in, as analysts of the agency. None is joined with an account that is here. */
export async function movePeople(batch: Batch, lines: readonly Line[]): Promise<void> {
  const { tx, place, report, now } = batch;
  const fresh = await batch.fresh(lines);
  if (fresh.length === 0) return;
  const accounts = new Map(fresh.map((line) => [line.key, read(line)]));
  const logins = await chooseLogins(tx, place.originId, [...accounts.values()]);
  const ids = await drawIds(tx, "users", 0, fresh.length);
  const rows: AccountRow[] = [];
  const credentials: { user_id: number; password_hash: string }[] = [];
  for (const [at, line] of fresh.entries()) {
    const [id, { row }] = [ids[at]!, line];
    const { username, email } = logins.get(line.key)!;
    const { role, mayEnter } = roleOf(row, place.keepsAdministrators, username);
    const isActive = accounts.get(line.key)!.isActive && mayEnter;
    const createdAt = (row.moment("created_at") ?? new Date(now)).toISOString();
    const updatedAt = row.moment("updated_at")?.toISOString() ?? createdAt;
    rows.push({
      ...{ id, organization_id: place.organizationId, username, email, role },
      first_name: row.line("first_name", 100),
      last_name: row.line("last_name", 100),
      phone: row.line("phone", 50),
      is_active: isActive,
      disabled_at: isActive ? null : updatedAt,
      ...{ created_at: createdAt, updated_at: updatedAt },
    });
    const hash = row.text("password_hash", 2_000);
    if (isForeignHash(hash)) credentials.push({ user_id: id, password_hash: hash });
    else report.change(batch.table, "its password cannot be kept: a new one must be chosen", line.key, username);
    batch.take(line, id);
  }
  await insertAccounts(tx, rows);
  await insertCredentials(tx, credentials);
}

function roleOf(row: SystemRow, keepsAdministrators: boolean, username: string) {
  const word = row.word("role");
  if (ADMINISTERS.has(word)) {
    if (keepsAdministrators) {
      row.complain("is a superuser, who sees every organization here", username);
      return { role: "superuser" as const, mayEnter: true };
    }
    row.complain("was an administrator there and is an analyst here", username);
  }
  const mayEnter = INVESTIGATES.has(word);
  if (!mayEnter) row.complain("its role is none here: an analyst whose account is disabled", `${username}, ${word}`);
  return { role: "analyst" as const, mayEnter };
}
