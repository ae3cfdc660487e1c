import type { ExposureKind, ExposureMarking } from "@/db/schema/intelligence/exposure-filings";

export const exposureKinds = ["credential", "system"] as const satisfies readonly ExposureKind[];
/** TLP:RED is for people by name: no organization can be told under it. */
export const exposureMarkings = [
  "TLP:CLEAR",
  "TLP:GREEN",
  "TLP:AMBER",
  "TLP:AMBER+STRICT",
] as const satisfies readonly ExposureMarking[];
