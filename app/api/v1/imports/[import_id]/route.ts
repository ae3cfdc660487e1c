import { resource, route } from "@/app/_http/route";
import { getImport } from "@/lib/intelligence/get-import";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(getImport, { etag: true }) });
