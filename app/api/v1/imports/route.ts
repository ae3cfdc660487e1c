import { receiveImport } from "@/app/_http/receive-import";
import { handler, resource, route } from "@/app/_http/route";
import { listImports } from "@/lib/intelligence/list-imports";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(listImports),
  POST: handler(receiveImport),
});
