import { resource, route } from "@/app/_http/route";
import { createProduct } from "@/lib/assessment/create-product";
import { listProducts } from "@/lib/assessment/list-products";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(listProducts),
  POST: route(createProduct, {
    status: 201,
    etag: (product) => product.version,
    headers: ({ id }) => ({ location: `/api/v1/products/${id}` }),
  }),
});
