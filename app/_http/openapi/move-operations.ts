import { z } from "zod";
import { getMovePreview } from "@/lib/assessment/get-move-preview";
import { moveProduct } from "@/lib/assessment/move-product";
import { movePreviewSchema, productMoveSchema } from "./move-answers";
import { idempotency, withWords, type Operation } from "./operation";

const path = z.object({ product_id: getMovePreview.input.shape.product_id });
const ofPath = ["product_id"];
const version = { questionnaire_version_id: "A later published version; the newest without it." };

/** Moving a product to a later version of its questionnaire, by method and address. */
export const moveOperations: Record<string, Operation> = {
  "GET /api/v1/products/{product_id}/move": {
    id: "previewMove",
    tag: "Products",
    summary: "Say what a move to a later version of the questionnaire would keep, ask again and drop",
    scope: "products:read",
    path,
    query: withWords(getMovePreview.input, version, ofPath),
    answers: { 200: { description: "What the move would do.", schema: movePreviewSchema } },
  },
  "POST /api/v1/products/{product_id}/move": {
    id: "moveProduct",
    tag: "Products",
    summary: "Move a product to a later version of its questionnaire",
    description:
      "Does what the preview says, to all answer sets of the product. A snapshot keeps what stood before. Doing it twice changes nothing. 409 while the round is closed, and where answers have changed since the preview whose `state` is sent.",
    scope: "products:write",
    path,
    header: idempotency,
    body: {
      "application/json": {
        schema: withWords(moveProduct.input, { ...version, state: "Of the preview that was looked at." }, ofPath),
        example: {},
      },
    },
    answers: { 200: { description: "What was done.", schema: productMoveSchema } },
    refusals: [409],
  },
};
