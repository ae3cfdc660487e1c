import { resource, route } from "@/app/_http/route";
import { getContent } from "@/lib/intelligence/get-content";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(getContent) });
