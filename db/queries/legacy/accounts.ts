import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Role } from "@/db/schema/identity/users";
import { insertRows } from "./insert-rows";

/** Those of these user names and e-mails (in small letters) that are in use. */
export async function listTakenLogins(tx: Tx, usernames: string[], emails: string[]) {
  const result = await tx.execute<{ username: string; email: string }>(
    sql`select lower(username) as username, lower(email) as email from users
        where lower(username) = any (${sql.param(usernames)}::text[]) or lower(email) = any (${sql.param(emails)}::text[])`,
  );
  return {
    usernames: new Set(result.rows.map(({ username }) => username)),
    emails: new Set(result.rows.map(({ email }) => email)),
  };
}

/** Organizations by these names, in any case; those that are missing are made. In the order of the names. */
export async function ensureOrganizations(tx: Tx, names: string[]) {
  const result = await tx.execute<{ name: string; id: number; made: boolean }>(
    sql`with given as (select name, place from unnest(${sql.param(names)}::text[]) with ordinality as g (name, place)),
        made as (
          insert into organizations (name)
          select distinct on (lower(name)) name from given order by lower(name), place
          on conflict do nothing returning id, name)
        select given.name, coalesce(made.id, o.id) as id, made.id is not null as made from given
        left join made on lower(made.name) = lower(given.name)
        left join organizations o on lower(o.name) = lower(given.name)
        order by given.place`,
  );
  return result.rows;
}

/** Which of these names organizations have already, in small letters. */
export async function listOrganizationNames(tx: Tx, names: string[]): Promise<Set<string>> {
  const result = await tx.execute<{ name: string }>(
    sql`select lower(name) as name from organizations
        where lower(name) in (select lower(n) from unnest(${sql.param(names)}::text[]) n)`,
  );
  return new Set(result.rows.map(({ name }) => name));
}

export interface AccountRow {
  id: number;
  organization_id: number;
  username: string;
  email: string;
  role: Role;
  first_name: string;
  last_name: string;
  phone: string;
  is_active: boolean;
  disabled_at: string | null;
  created_at: string;
  updated_at: string;
}

export const insertAccounts = (tx: Tx, rows: AccountRow[]) =>
  insertRows<AccountRow>(
    tx,
    "users",
    {
      id: "integer",
      organization_id: "integer",
      username: "text",
      email: "text",
      role: "text",
      first_name: "text",
      last_name: "text",
      phone: "text",
      is_active: "boolean",
      disabled_at: "timestamptz",
      created_at: "timestamptz",
      updated_at: "timestamptz",
    },
    rows,
  );

export const insertCredentials = (tx: Tx, rows: { user_id: number; password_hash: string }[]) =>
  insertRows<{ user_id: number; password_hash: string }>(
    tx,
    "credentials",
    { user_id: "integer", password_hash: "text" },
    rows,
  );

/** Gives leads their reach; what they have already stays. Says how many are new. */
export async function insertAssignments(tx: Tx, rows: { lead_id: number; organization_id: number }[]): Promise<number> {
  const result = await tx.execute<{ id: number }>(
    sql`insert into assignments (lead_id, organization_id) select lead_id, organization_id
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(lead_id integer, organization_id integer)
        on conflict do nothing returning id`,
  );
  return result.rows.length;
}

/** What accounts are now: they may have changed since they moved in. */
export async function listStandings(tx: Tx, ids: number[]) {
  const result = await tx.execute<{ id: number; role: Role; organization_id: number }>(
    sql`select id, role, organization_id from users where id = any (${sql.param(ids)}::integer[])`,
  );
  return result.rows;
}
