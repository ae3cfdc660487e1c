import { resource, route } from "@/app/_http/route";
import { createAction } from "@/lib/assessment/create-action";
import { listActions } from "@/lib/assessment/list-actions";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(listActions),
  POST: route(createAction, {
    status: 201,
    etag: (action) => action.version,
    headers: ({ id }) => ({ location: `/api/v1/actions/${id}` }),
  }),
});
