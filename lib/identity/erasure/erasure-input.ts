import { z } from "zod";
import { id, requiredText } from "@/lib/kernel/input";

/*
 * What the forms about erasing an organization send. This file knows no server, so that screens check what is typed by it too.
 */
/** To erase an organization, its name is typed once more. */
export const erasureRequestInput = z.object({
  organizationId: id(),
  name: requiredText(200),
  reason: requiredText(500),
});
export const erasureInput = z.object({ erasureId: id() });
/** Whoever confirms types the name, too. */
export const erasureConfirmationInput = erasureInput.extend({ name: requiredText(200) });
