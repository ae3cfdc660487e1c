import { z } from "zod";
import { flag, id, requiredText } from "@/lib/kernel/input";
import { roleInput } from "../account-input";

/*
 * What the forms about organizations send. This file knows no server, so that screens check what is typed by it too.
 */
export const organizationInput = z.object({ name: requiredText(200) });
export const renamingInput = organizationInput.extend({ organizationId: id() });
export const assignmentInput = z.object({ organizationId: id(), leadId: id() });

/** Who must have a second factor, or need not: a role or an organization. */
export const requirementInput = z.union([
  z.strictObject({ role: roleInput, isRequired: flag() }),
  z.strictObject({ organizationId: id(), isRequired: flag() }),
]);

/** What a caller breaks by taking a name that is in use. */
export const organizationConstraints = {
  organizations_name_key: { path: "name", message: "There is already an organization of this name." },
};
