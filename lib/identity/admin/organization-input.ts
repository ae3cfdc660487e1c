import { z } from "zod";
import { id, requiredText } from "@/lib/kernel/input";

/*
 * What the forms about organizations send. This file knows no server, so that screens check what is typed by it too.
 */
export const organizationInput = z.object({ name: requiredText(200) });
export const renamingInput = organizationInput.extend({ organizationId: id() });
export const assignmentInput = z.object({ organizationId: id(), leadId: id() });

/** What a caller breaks by taking a name that is in use. */
export const organizationConstraints = {
  organizations_name_key: { path: "name", message: "There is already an organization of this name." },
};
