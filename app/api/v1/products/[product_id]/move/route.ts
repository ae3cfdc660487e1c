import { resource, route } from "@/app/_http/route";
import { getMovePreview } from "@/lib/assessment/get-move-preview";
import { moveProduct } from "@/lib/assessment/move-product";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(getMovePreview),
  POST: route(moveProduct),
});
