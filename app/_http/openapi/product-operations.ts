import { createProduct } from "@/lib/assessment/create-product";
import { getProduct } from "@/lib/assessment/get-product";
import { listProducts } from "@/lib/assessment/list-products";
import { updateProduct } from "@/lib/assessment/update-product";
import { productSchema, productsSchema } from "./answers";
import { idempotency, ifMatch, ifNoneMatch, page, withWords, type Operation } from "./operation";

const path = getProduct.input;

/** What can be done with products, by method and address. */
export const productOperations: Record<string, Operation> = {
  "GET /api/v1/products": {
    id: "listProducts",
    tag: "Products",
    summary: "List the products within reach",
    scope: "products:read",
    query: withWords(listProducts.input, { ...page, q: "Words, or their beginnings, in name and description." }),
    answers: { 200: { description: "A page of products.", schema: productsSchema } },
  },
  "POST /api/v1/products": {
    id: "createProduct",
    tag: "Products",
    summary: "Add a product",
    scope: "products:write",
    header: idempotency,
    body: {
      "application/json": {
        schema: withWords(createProduct.input, {
          organization_id: "Superusers say whose; for others it is their own.",
          owner_id: "Who answers; standard: the client who calls.",
          member_ids: "Further users who write into the owner's answer set.",
          questionnaire_version_id: "Standard: the newest version of the built-in questionnaire.",
        }),
        example: { name: "Payment Gateway", language: "Go", target_level: 3.5 },
      },
    },
    answers: { 201: { description: "The product.", schema: productSchema, headers: ["ETag", "Location"] } },
    refusals: [404, 409],
  },
  "GET /api/v1/products/{product_id}": {
    id: "getProduct",
    tag: "Products",
    summary: "Read a product",
    scope: "products:read",
    path,
    header: ifNoneMatch,
    answers: {
      200: { description: "The product.", schema: productSchema, headers: ["ETag"] },
      304: { description: "The caller has it already.", headers: ["ETag"] },
    },
  },
  "PATCH /api/v1/products/{product_id}": {
    id: "updateProduct",
    tag: "Products",
    summary: "Change a product",
    description:
      "Changes the fields that are given. The `ETag` to send as `If-Match` comes with every answer about the product; answers and scores that change meanwhile do not make it stale.",
    scope: "products:write",
    path,
    header: ifMatch,
    body: {
      "application/json": {
        schema: withWords(
          updateProduct.input,
          {
            target_level: "Null for none.",
            owner_id: "Takes the product's answers over; the former owner stays a member.",
          },
          ["product_id", "version"],
        ),
        example: { name: "Payment Gateway 2", target_level: 4 },
      },
    },
    answers: { 200: { description: "The product as it is now.", schema: productSchema, headers: ["ETag"] } },
    refusals: [412, 428],
  },
};
