import { resource, route } from "@/app/_http/route";
import { listExposures } from "@/lib/assessment/exposures/list-exposures";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(listExposures) });
