import { resource, route } from "@/app/_http/route";
import { getProductResponses } from "@/lib/assessment/get-product-responses";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(getProductResponses, { etag: true }) });
