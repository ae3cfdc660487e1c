import { resource, route } from "@/app/_http/route";
import { listCaseEvents } from "@/lib/intelligence/cases/list-events";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(listCaseEvents) });
