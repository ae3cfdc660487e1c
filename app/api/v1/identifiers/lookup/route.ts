import { resource, route } from "@/app/_http/route";
import { lookUpIdentifiers } from "@/lib/intelligence/identifiers/look-up-identifiers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: route(lookUpIdentifiers) });
