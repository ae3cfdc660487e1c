import { resource, route } from "@/app/_http/route";
import { listIdentifiers } from "@/lib/intelligence/identifiers/list-identifiers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(listIdentifiers) });
