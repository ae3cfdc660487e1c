import { resource, route } from "@/app/_http/route";
import { listOsintSearches } from "@/lib/intelligence/osint/list-searches";
import { startOsintSearch } from "@/lib/intelligence/osint/start-search";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(listOsintSearches),
  POST: route(startOsintSearch, {
    status: 202,
    headers: ({ id }) => ({ location: `/api/v1/osint_results/${id}` }),
  }),
});
