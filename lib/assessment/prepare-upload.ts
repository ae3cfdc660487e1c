import { z } from "zod";
import { findProductPlace, findResponsePlace, type EvidencePlaceRow } from "@/db/queries/assessment/response-evidence";
import type { Actor } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { requireRoom } from "@/lib/vault/record-file";
import { accessOf } from "./change-evidence";
import { canAnswer } from "./policy";
import { refuseClosed } from "./refuse-closed";

/** Evidence goes to a response, or to a product for the answer that will be saved next. */
const uploadPlace = {
  product_id: id().optional(),
  response_id: id().optional(),
};

/** Who may answer, in the product's answer set or one's own, may also prove. */
export const canAddEvidence = (actor: Actor, place: EvidencePlaceRow) =>
  canAnswer(actor, accessOf(place)) ||
  (place.response_id === null && canAnswer(actor, { ...accessOf(place), userId: actor.userId }));

/** 409 for evidence to an answer that is approved. */
const lockedAnswer = () => new Fault("locked", "This answer is approved and therefore locked. A lead can reopen it.");

/**
 * Permits an upload before a byte of it is read, and gives the key to seal it with.
 * @throws Fault locked when the answer is approved or the round closed, too_large when the organization has no room
 */
export const prepareUpload = command({
  action: "assessment.evidence.prepare",
  scope: "responses:write",
  subject: "product or response",
  input: z
    .object({ ...uploadPlace, announced_size: z.int().min(0).default(0) })
    .refine((input) => input.product_id !== undefined || input.response_id !== undefined, {
      path: ["product_id"],
      error: "product_id or response_id is required",
    }),
  target: async (tx, input) => {
    const place = input.response_id
      ? await findResponsePlace(tx, input.response_id)
      : await findProductPlace(tx, input.product_id!);
    return place && (input.product_id ?? place.product_id) === place.product_id ? place : undefined;
  },
  allow: canAddEvidence,
  run: async ({ tx, target }, input) => {
    refuseClosed(target);
    if (target.status === "approved") throw lockedAnswer();
    const organizationId = target.organization_id;
    await requireRoom(tx, organizationId, input.announced_size);
    return { organizationId, dataKey: await currentDataKey(tx, organizationId) };
  },
});
