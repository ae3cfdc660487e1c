import { ensureOrganizations, listTakenLogins } from "@/db/queries/legacy/accounts";
import { insertInvitations, type InvitationRow } from "@/db/queries/legacy/history";
import { emailInput, roleInput } from "@/lib/identity/account-input";
import { newToken } from "@/lib/identity/token";
import { rowsOf, type LegacyRow } from "./legacy-row";
import { keyOf, type Move, type People } from "./move";
import { isOurs } from "./place-organizations";

interface Open {
  id: number;
  key: string;
  row: LegacyRow;
  email: string;
  role: string;
  organization: string;
  inviterId: number | null;
  expiresAt: Date;
  createdAt: Date;
}

/**
 * Moves open invitations in, so that they can be sent again: links of the other system led to it, and what was in them was
 * kept readable there, so no link works. Used and expired ones are left.
 */
export async function moveInvitations(move: Move, table: string, people: People): Promise<void> {
  const { tx, report, ledger } = move;
  const open = [...readOpen(move, table, people)];
  if (open.length === 0) return;
  const taken = await listTakenLogins(
    tx,
    [],
    open.map(({ email }) => email),
  );
  const welcome = open.filter(({ id, email }) => {
    if (taken.emails.has(email)) report.leave(table, "there is an account with this e-mail", id, email);
    return !taken.emails.has(email);
  });
  const places = await ensureOrganizations(
    tx,
    welcome.map(({ organization }) => organization),
  );
  const made = new Set(places.filter((place) => place.made).map(({ id }) => id));
  for (const id of made) ledger.add("organizations", String(id), "", id);
  report.make("organizations", made.size);
  const rows: InvitationRow[] = [];
  for (const [at, invitation] of welcome.entries()) {
    const { id, key, email, role, inviterId } = invitation;
    const organizationId = places[at]!.id;
    if (!isOurs(move, organizationId)) {
      report.leave(table, "to an organization that was here before: invite again here", id, email);
      continue;
    }
    rows.push({
      ...{ email, role, organization_id: organizationId, inviter_id: inviterId },
      token_hash: `\\x${newToken().hash.toString("hex")}`,
      expires_at: invitation.expiresAt.toISOString(),
      created_at: invitation.createdAt.toISOString(),
    });
    invitation.row.tell(report);
    report.take(table);
    report.change(table, "its link led to the other system: send it again (Invitations)", id, email);
    ledger.add(table, key, "", null);
  }
  await insertInvitations(tx, rows);
}

function* readOpen({ file, report, ledger, now }: Move, table: string, people: People): Generator<Open> {
  const seen = new Set<string>();
  for (const { id, row } of rowsOf(file, table, report, now)) {
    const createdAt = row.moment("created_at");
    const expires = row.line("expires_at", 60);
    const key = keyOf(id, createdAt, expires);
    const expiresAt = row.future("expires_at");
    const [email, role] = [
      emailInput.safeParse(row.line("email", 300)),
      roleInput.safeParse(row.line("role", 50).toLowerCase()),
    ];
    const organization = row.line("organization", 200);
    const inviter = row.id("inviter_id") ?? row.id("invited_by");
    if (ledger.find(table, key)) report.know(table);
    else if (row.flag("is_used") || row.has("used_at")) report.leave(table, "it has been used", id);
    else if (!expiresAt || expiresAt.getTime() <= now) report.leave(table, "it has expired", id);
    else if (!email.success || !role.success || !organization)
      report.leave(table, "it lacks an e-mail, a role or an organization that is known", id);
    else if (seen.has(email.data)) report.leave(table, "another invitation is to the same e-mail", id, email.data);
    else {
      seen.add(email.data);
      yield {
        ...{ id, key, row, email: email.data, role: role.data, organization, expiresAt },
        inviterId: (inviter === undefined ? undefined : people.get(inviter)?.id) ?? null,
        createdAt: createdAt ?? new Date(now),
      };
    }
  }
}
