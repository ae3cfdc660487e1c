import { resource, route } from "@/app/_http/route";
import { listDetections } from "@/lib/intelligence/list-detections";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(listDetections) });
