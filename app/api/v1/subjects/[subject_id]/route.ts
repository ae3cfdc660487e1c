import { resource, route } from "@/app/_http/route";
import { getSubject } from "@/lib/intelligence/get-subject";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(getSubject) });
