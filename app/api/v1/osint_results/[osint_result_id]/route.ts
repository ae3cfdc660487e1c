import { resource, route } from "@/app/_http/route";
import { getOsintSearch } from "@/lib/intelligence/osint/get-search";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(getOsintSearch) });
