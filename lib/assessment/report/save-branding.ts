import { findBranding, saveBranding as writeBranding } from "@/db/queries/assessment/report-branding";
import { command } from "@/lib/kernel/command";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { pictureSize } from "@/lib/vault/image-size";
import { canBrand } from "../policy";
import { saveBrandingInput } from "./report-input";

/**
 * Says how an organization's reports look from now on; those printed stay as they are.
 * @throws Fault stale_version when somebody else changed it meanwhile, invalid for a logo that is no PNG or JPEG
 */
export const saveBranding = command({
  action: "assessment.branding.save",
  subject: "organization",
  input: saveBrandingInput,
  target: (tx, input) => findBranding(tx, input.organization_id),
  allow: (actor, { organization_id }) => canBrand(actor, { organizationId: organization_id }),
  run: async ({ tx, target }, { version, name, colour, sections, logo }) => {
    const picture = logo === undefined ? target : await logoOf(logo);
    const saved = await writeBranding(tx, { ...target, ...picture, version, name, colour, sections });
    if (saved === undefined)
      throw new Fault("stale_version", "Somebody else changed how reports look. Nothing was overwritten; look again.");
    return { organization_id: target.organization_id, version: saved };
  },
});

async function logoOf(base64: string | null) {
  if (base64 === null) return { logo: null, logo_type: null, logo_width: null, logo_height: null };
  const bytes = Buffer.from(base64, "base64");
  const picture = await pictureSize(bytes);
  if (!picture || picture.width > 4_000 || picture.height > 4_000)
    throw invalidField("logo", "should be a PNG or JPEG of at most 4,000 pixels a side");
  return { logo: bytes, logo_type: picture.kind, logo_width: picture.width, logo_height: picture.height };
}
