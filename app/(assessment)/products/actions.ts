"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { addProductMember } from "@/lib/assessment/add-product-member";
import { archiveProduct } from "@/lib/assessment/archive-product";
import { closeRound } from "@/lib/assessment/close-round";
import { createProduct } from "@/lib/assessment/create-product";
import { listProductOrganizations } from "@/lib/assessment/list-product-organizations";
import { listProductPeople } from "@/lib/assessment/list-product-people";
import { moveProduct } from "@/lib/assessment/move-product";
import { removeAssignment } from "@/lib/assessment/remove-assignment";
import { startArchivingRound, startRestoringRound } from "@/lib/assessment/round-archive/jobs";
import { removeProductMember } from "@/lib/assessment/remove-product-member";
import { saveAssignment } from "@/lib/assessment/save-assignment";
import { startRound } from "@/lib/assessment/start-round";
import { submitResponses } from "@/lib/assessment/submit-responses";
import { updateProduct } from "@/lib/assessment/update-product";

export async function createProductAction(input: z.input<typeof createProduct.input>) {
  return act(createProduct, input);
}

export async function updateProductAction(input: z.input<typeof updateProduct.input>) {
  return act(updateProduct, input);
}

export async function archiveProductAction(input: z.input<typeof archiveProduct.input>) {
  return act(archiveProduct, input);
}

export async function addMemberAction(input: z.input<typeof addProductMember.input>) {
  return act(addProductMember, input);
}

export async function removeMemberAction(input: z.input<typeof removeProductMember.input>) {
  return act(removeProductMember, input);
}

export async function assignAction(input: z.input<typeof saveAssignment.input>) {
  return act(saveAssignment, input);
}

export async function unassignAction(input: z.input<typeof removeAssignment.input>) {
  return act(removeAssignment, input);
}

export async function submitAction(input: z.input<typeof submitResponses.input>) {
  return act(submitResponses, input);
}

export async function startRoundAction(input: z.input<typeof startRound.input>) {
  return act(startRound, input);
}

export async function closeRoundAction(input: z.input<typeof closeRound.input>) {
  return act(closeRound, input);
}

export async function archiveRoundAction(input: z.input<typeof startArchivingRound.input>) {
  return act(startArchivingRound, input);
}

export async function restoreRoundAction(input: z.input<typeof startRestoringRound.input>) {
  return act(startRestoringRound, input);
}

export async function moveProductAction(input: z.input<typeof moveProduct.input>) {
  return act(moveProduct, input);
}

/** Organizations whose name contains what was typed, as options. */
export async function findOrganizationsAction(q: string) {
  const found = await act(listProductOrganizations, { q });
  if (!found.ok) return [];
  return found.data.organizations.map(({ id, name }) => ({ value: String(id), label: name }));
}

/** The people who can own a product of an organization, as options. */
export async function findOwnersAction(organizationId: number) {
  const found = await act(listProductPeople, { organization_id: organizationId });
  if (!found.ok) return [];
  return found.data.people.map(({ id, name, email }) => ({ value: String(id), label: name, detail: email }));
}
