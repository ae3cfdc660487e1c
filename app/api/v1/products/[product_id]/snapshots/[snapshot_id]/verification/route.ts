import { resource, route } from "@/app/_http/route";
import { verifySnapshot } from "@/lib/assessment/verify-snapshot";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(verifySnapshot) });
