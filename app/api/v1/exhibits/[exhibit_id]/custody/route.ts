import { resource, route } from "@/app/_http/route";
import { exportCustody } from "@/lib/intelligence/cases/list-exhibits";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(exportCustody, {
    headers: ({ case: { number }, exhibit }) => ({
      "content-disposition": `attachment; filename="${number}-${exhibit.number}.json"`,
    }),
  }),
});
