import { resource, route } from "@/app/_http/route";
import { createCase } from "@/lib/intelligence/cases/create-case";
import { listCases } from "@/lib/intelligence/cases/list-cases";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(listCases),
  POST: route(createCase, {
    status: 201,
    etag: (opened) => opened.version,
    headers: ({ id }) => ({ location: `/api/v1/cases/${id}` }),
  }),
});
