import { resource, route } from "@/app/_http/route";
import { getAction } from "@/lib/assessment/get-action";
import { updateAction } from "@/lib/assessment/update-action";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(getAction, { etag: (action) => action.version }),
  PATCH: route(updateAction, { ifMatch: true, etag: (action) => action.version }),
});
