import { fileExposureRow } from "@/db/queries/intelligence/exposures";
import { findIdentifier } from "@/db/queries/intelligence/identifier";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { fileExposureInput } from "./exposure-input";
import { canFileExposures } from "./exposure-policy";

/**
 * Tells the organization at whose domain a verified identifier is that a credential or system of its is exposed: a
 * reference to ask the agency by, a marking, the day. What the identifier is does not cross, nor whose it is.
 * @throws Fault conflict while nobody verified it, and where the domain is no organization's here; invalid while the same
 *   was told and not withdrawn
 */
export const fileExposure = command({
  action: "intelligence.exposure.file",
  scope: "intelligence:write",
  subject: "identifier",
  input: fileExposureInput,
  target: (tx, { identifier_id }) => findIdentifier(tx, identifier_id),
  allow: canFileExposures,
  constraints: {
    exposure_filings_standing_key: { path: "kind", message: "This was told already. Withdraw that first." },
  },
  run: async ({ tx, target }, { kind, marking }) => {
    if (!target.verified_at) throw new Fault("conflict", "Verify the identifier first. Nothing was told.");
    const filed = await fileExposureRow(tx, target.id, kind, marking);
    if (!filed) throw new Fault("conflict", "It is at no verified domain of an organization here. Nothing was told.");
    return { id: filed.id, reference: filed.reference };
  },
});
