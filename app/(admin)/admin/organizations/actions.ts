"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { assignLead } from "@/lib/identity/admin/assign-lead";
import { createOrganization } from "@/lib/identity/admin/create-organization";
import { renameOrganization } from "@/lib/identity/admin/rename-organization";
import { unassignLead } from "@/lib/identity/admin/unassign-lead";

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
