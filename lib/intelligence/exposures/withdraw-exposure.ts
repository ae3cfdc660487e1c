import { findFiling, withdrawExposureRow } from "@/db/queries/intelligence/exposures";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { withdrawExposureInput } from "./exposure-input";
import { canFileExposures } from "./exposure-policy";

/**
 * Takes back what an organization was told. It is marked withdrawn there and here, and stays in both places; the reason
 * stays with the agency.
 * @throws Fault conflict when it was withdrawn before
 */
export const withdrawExposure = command({
  action: "intelligence.exposure.withdraw",
  scope: "intelligence:write",
  subject: "exposure filing",
  input: withdrawExposureInput,
  target: (tx, { filing_id }) => findFiling(tx, filing_id),
  allow: canFileExposures,
  run: async ({ tx, target }, { reason }) => {
    if (!(await withdrawExposureRow(tx, target.id, reason))) throw new Fault("conflict", "It was withdrawn before.");
    return { id: target.id, reference: target.reference };
  },
});
