import { resource, route } from "@/app/_http/route";
import { getSystemStats } from "@/lib/health/get-system-stats";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(getSystemStats) });
