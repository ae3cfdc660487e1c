import { resource, route } from "@/app/_http/route";
import { getCase } from "@/lib/intelligence/cases/get-case";
import { updateCase } from "@/lib/intelligence/cases/update-case";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(getCase, { etag: (found) => found.version }),
  PATCH: route(updateCase, { ifMatch: true, etag: (found) => found.version }),
});
