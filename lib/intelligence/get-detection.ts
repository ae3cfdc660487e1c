import { z } from "zod";
import { findDetections } from "@/db/queries/intelligence/detections";
import { describeDetection } from "./detection";
import { bigId } from "./detection-input";
import { look } from "./look";
import { inIntelligence } from "./policy";

/** A detection as it stands: what a decision names the version of. */
export const getDetection = look({
  action: "intelligence.detection.get",
  scope: "intelligence:read",
  subject: "detection",
  input: z.object({ detection_id: bigId() }),
  target: async (tx, { detection_id }) => (await findDetections(tx, [detection_id]))[0],
  allow: inIntelligence,
  run: async ({ target }) => describeDetection(target),
  seen: ({ id }, _input, { organization_id: organizationId }) => ({
    table: "detections",
    recordId: id,
    organizationId,
  }),
});
