import { resource, route } from "@/app/_http/route";
import { verifyReport } from "@/lib/assessment/report/verify-report";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(verifyReport) });
