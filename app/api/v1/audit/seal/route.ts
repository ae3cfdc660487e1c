import { resource, route } from "@/app/_http/route";
import { getSealing } from "@/lib/audit/get-sealing";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(getSealing) });
