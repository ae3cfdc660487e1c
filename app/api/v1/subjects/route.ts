import { resource, route } from "@/app/_http/route";
import { listSubjects } from "@/lib/intelligence/list-subjects";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(listSubjects) });
