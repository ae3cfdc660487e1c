import { z } from "zod";
import { id, requiredText } from "@/lib/kernel/input";
import { exposureKinds, exposureMarkings } from "./exposure-words";

export const fileExposureInput = z.object({
  identifier_id: id(),
  kind: z.enum(exposureKinds),
  marking: z.enum(exposureMarkings, "TLP:RED is for people by name: no organization can be told under it"),
});

export const withdrawExposureInput = z.object({ filing_id: id(), reason: requiredText(500) });
