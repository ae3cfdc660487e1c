import { resource, route } from "@/app/_http/route";
import { startVerification } from "@/lib/audit/start-verification";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: route(startVerification, { status: 202 }) });
