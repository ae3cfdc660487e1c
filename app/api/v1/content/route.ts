import { resource, route } from "@/app/_http/route";
import { searchContent } from "@/lib/intelligence/search/search-content";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(searchContent) });
