"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { addDomain } from "@/lib/identity/admin/add-domain";
import { assignLead } from "@/lib/identity/admin/assign-lead";
import { createOrganization } from "@/lib/identity/admin/create-organization";
import { removeDomain } from "@/lib/identity/admin/remove-domain";
import { renameOrganization } from "@/lib/identity/admin/rename-organization";
import { unassignLead } from "@/lib/identity/admin/unassign-lead";
import { confirmErasure } from "@/lib/identity/erasure/confirm-erasure";
import { requestErasure } from "@/lib/identity/erasure/request-erasure";
import { withdrawErasure } from "@/lib/identity/erasure/withdraw-erasure";

export async function createOrganizationAction(input: z.input<typeof createOrganization.input>) {
  return act(createOrganization, input);
}

export async function renameOrganizationAction(input: z.input<typeof renameOrganization.input>) {
  const result = await act(renameOrganization, input);
  if (result.ok) revalidatePath("/admin", "layout");
  return result;
}

export async function assignLeadAction(input: z.input<typeof assignLead.input>) {
  const result = await act(assignLead, input);
  if (result.ok) revalidatePath("/admin", "layout");
  return result;
}

export async function unassignLeadAction(input: z.input<typeof unassignLead.input>) {
  const result = await act(unassignLead, input);
  if (result.ok) revalidatePath("/admin", "layout");
  return result;
}

export async function addDomainAction(input: z.input<typeof addDomain.input>) {
  const result = await act(addDomain, input);
  if (result.ok) revalidatePath("/admin/organizations", "layout");
  return result;
}

export async function removeDomainAction(input: z.input<typeof removeDomain.input>) {
  const result = await act(removeDomain, input);
  if (result.ok) revalidatePath("/admin/organizations", "layout");
  return result;
}

export async function requestErasureAction(input: z.input<typeof requestErasure.input>) {
  const result = await act(requestErasure, input);
  if (result.ok) revalidatePath("/admin/organizations", "layout");
  return result;
}

export async function confirmErasureAction(input: z.input<typeof confirmErasure.input>) {
  return act(confirmErasure, input);
}

export async function withdrawErasureAction(input: z.input<typeof withdrawErasure.input>) {
  const result = await act(withdrawErasure, input);
  if (result.ok) revalidatePath("/admin/organizations", "layout");
  return result;
}
