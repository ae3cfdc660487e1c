import { decideDetection } from "@/lib/intelligence/decide-detection";
import { getContent } from "@/lib/intelligence/get-content";
import { getDetection } from "@/lib/intelligence/get-detection";
import { listDetections } from "@/lib/intelligence/list-detections";
import { contentSchema, decidedSchema, detectionSchema, detectionsSchema } from "./detection-answers";
import { ifMatch, ifNoneMatch, page, withWords, type Operation } from "./operation";

const logged = "The look is written into the audit trail with the purpose that the key's owner last gave.";

/** What can be done with what rules found, by method and address. */
export const detectionOperations: Record<string, Operation> = {
  "GET /api/v1/detections": {
    id: "listDetections",
    tag: "Intelligence",
    summary: "List what rules found",
    description: `Those of the riskiest messages first, or the newest. ${logged}`,
    scope: "intelligence:read",
    query: withWords(listDetections.input, {
      ...page,
      status: "`all` is every state.",
      order: "`risk` leaves out messages without a score.",
      harmless: "With those in a harmless context.",
    }),
    answers: { 200: { description: "A page of detections.", schema: detectionsSchema } },
  },
  "GET /api/v1/detections/{detection_id}": {
    id: "getDetection",
    tag: "Intelligence",
    summary: "Read a detection",
    description: logged,
    scope: "intelligence:read",
    path: getDetection.input,
    header: ifNoneMatch,
    answers: {
      200: { description: "The detection.", schema: detectionSchema, headers: ["ETag"] },
      304: { description: "The caller has it already.", headers: ["ETag"] },
    },
  },
  "PATCH /api/v1/detections/{detection_id}": {
    id: "decideDetection",
    tag: "Intelligence",
    summary: "Say what a detection is",
    description: "Its message follows: under review, confirmed or refused. `new` takes a decision back.",
    scope: "intelligence:write",
    path: getDetection.input,
    header: ifMatch,
    body: {
      "application/json": {
        schema: withWords(decideDetection.input, {}, ["detection_id", "version"]),
        example: { status: "confirmed", note: "Offer, price named" },
      },
    },
    answers: {
      200: { description: "How it stands now; what it says takes a look.", schema: decidedSchema, headers: ["ETag"] },
    },
    refusals: [412, 428],
  },
  "GET /api/v1/content/{content_id}": {
    id: "getContent",
    tag: "Intelligence",
    summary: "Read a message with all that was found in it",
    description: logged,
    scope: "intelligence:read",
    path: getContent.input,
    answers: { 200: { description: "The message.", schema: contentSchema } },
  },
};
