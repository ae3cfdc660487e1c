import { resource, route } from "@/app/_http/route";
import { getAuditTrail } from "@/lib/audit/get-audit-trail";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(getAuditTrail) });
