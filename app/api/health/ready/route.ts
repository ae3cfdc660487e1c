import { resource, route } from "@/app/_http/route";
import { checkReadiness } from "@/lib/health/check-readiness";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(checkReadiness) });
