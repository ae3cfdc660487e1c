import { resource, route } from "@/app/_http/route";
import { exportCustody } from "@/lib/intelligence/cases/list-exhibits";
import { contentDisposition } from "@/lib/vault/content-headers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(exportCustody, {
    headers: ({ case: { number }, exhibit }) => ({
      "content-disposition": contentDisposition("attachment", `${number}-${exhibit.number}.json`),
    }),
  }),
});
