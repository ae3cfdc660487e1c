import { resource, route } from "@/app/_http/route";
import { getProduct } from "@/lib/assessment/get-product";
import { updateProduct } from "@/lib/assessment/update-product";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(getProduct, { body: ({ product }) => product, etag: ({ product }) => product.version }),
  PATCH: route(updateProduct, { ifMatch: true, etag: (product) => product.version }),
});
