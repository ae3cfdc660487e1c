"use server";

import { act } from "@/app/_http/action";
import { listOrganizations } from "@/lib/identity/admin/list-organizations";
import { listUsers } from "@/lib/identity/admin/list-users";
import { displayName } from "@/lib/kernel/actor";

interface Option {
  value: string;
  label: string;
  detail?: string;
}

const MOST = 20;

/** Organizations whose name contains what was typed. */
export async function findOrganizationsAction(q: string): Promise<Option[]> {
  const found = await act(listOrganizations, { q, limit: MOST });
  return found.ok ? found.data.items.map(({ id, name }) => ({ value: String(id), label: name })) : [];
}

/** Accounts that match what was typed: everybody, or the active leads. */
export async function findPeopleAction(q: string, leadsOnly: boolean): Promise<Option[]> {
  const found = await act(listUsers, { q, limit: MOST, ...(leadsOnly && { role: "lead", isActive: true }) });
  if (!found.ok) return [];
  return found.data.items.map((person) => ({
    value: String(person.id),
    label: displayName(person),
    detail: `${person.email}, ${person.organization}`,
  }));
}
