import { resource, route } from "@/app/_http/route";
import { getIdentifier } from "@/lib/intelligence/identifiers/get-identifier";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(getIdentifier) });
