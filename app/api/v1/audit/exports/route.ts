import { resource, route } from "@/app/_http/route";
import { startTrailExport } from "@/lib/audit/export-trail";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: route(startTrailExport, { status: 202 }) });
