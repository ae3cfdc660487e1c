import { resource, route } from "@/app/_http/route";
import { listSuggestions } from "@/lib/assessment/list-suggestions";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(listSuggestions) });
