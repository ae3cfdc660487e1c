import { resource, route } from "@/app/_http/route";
import { getSnapshot } from "@/lib/assessment/get-snapshot";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(getSnapshot, { etag: true }) });
